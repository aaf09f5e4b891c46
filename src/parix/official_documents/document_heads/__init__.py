"""What the head and foot of an official document say: kind, number, symbol, place, date, issuer, abstract, signer, recipients.

In: pages of text from any source (typed, scanned, flattened, run on). Out: `DocumentHead`, every item with its span,
marked when unsure and why. Laid down by NĐ 30/2020/NĐ-CP Điều 8 and Phụ lục I. Must not: invent what is not written.
"""
