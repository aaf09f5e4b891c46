// Sends chosen or dropped files in pieces, several at once, goes on after a lost connection, and shows how far each is.
// Without this file the form sends everything in one request. A form with `data-one` sends its one file when its button is pressed, and goes
// off itself, with the number of what was sent, when all of it is there.
(function () {
  "use strict";
  const form = document.querySelector("[data-uploads]");
  if (!form || !window.fetch || !("content" in document.createElement("template"))) return;

  const AT_ONCE = 3;
  const TRIES = 8;
  const input = form.querySelector("input[type=file]");
  const list = form.querySelector("[data-list]");
  const row = form.querySelector("[data-row]").content;
  const words = form.querySelector("[data-words]").dataset;
  const drop = form.querySelector("[data-drop]");
  const isOne = "one" in form.dataset;
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const most = Number(form.dataset.most);
  const waiting = [];
  let running = 0;
  let leaving = false;

  if (drop) {
    form.querySelector("[data-plain]").hidden = true;
    form.querySelector("[data-drop-hint]").hidden = false;
  }

  class Refused extends Error {}
  class Stopped extends Error {}

  function kept(file) {
    return `parix-upload:${isOne ? window.location.pathname : ""}${agency()}:${file.name}:${file.size}:${file.lastModified}`;
  }

  function agency() {
    return isOne ? "" : form.querySelector("[name=agency]").value;
  }

  function add(files) {
    for (const file of files) {
      const line = row.cloneNode(true).firstElementChild;
      line.querySelector("[data-name]").textContent = file.name;
      list.append(line);
      if (isOne) line.scrollIntoView({ block: "nearest" });
      const job = { file, line, agency: agency(), key: kept(file), stopped: false };
      line.querySelector("[data-stop]").addEventListener("click", () => {
        job.stopped = true;
      });
      if (file.size > most) end(job, words.tooLarge, true);
      else if (file.size === 0) end(job, words.empty, true);
      else waiting.push(job);
    }
    next();
  }

  function next() {
    while (running < AT_ONCE && waiting.length) {
      running += 1;
      send(waiting.shift()).finally(() => {
        running -= 1;
        next();
      });
    }
  }

  function say(job, text) {
    job.line.querySelector("[data-state]").textContent = text;
  }

  function end(job, text, isRefused) {
    say(job, text);
    job.line.classList.toggle("uploads__row--refused", Boolean(isRefused));
    job.line.querySelector("[data-progress]").remove();
    job.line.querySelector("[data-stop]").remove();
    if (isOne) form.querySelector("button[data-plain]").disabled = false;
  }

  // Everything lies there; the form goes off as it would have, without the file.
  function goOff(job, id) {
    leaving = true;
    form.querySelector("[name=upload]").value = id;
    input.disabled = true;
    say(job, words.checking);
    HTMLFormElement.prototype.submit.call(form);
  }

  function link(job, answer, said) {
    end(job, "", false);
    const anchor = document.createElement("a");
    anchor.href = answer.document;
    anchor.textContent = said || (answer.known ? words.known : words.done);
    job.line.querySelector("[data-state]").append(anchor);
  }

  // Where the form stands on a page that collects documents, what was received is handed on to that page's address.
  async function handOn(job, answer) {
    if (!form.dataset.link) return link(job, answer);
    const headers = { "Content-Type": "application/x-www-form-urlencoded", Accept: "application/json" };
    const given = await ask(job, form.dataset.link, { method: "POST", headers, body: new URLSearchParams({ documents: answer.id }) });
    const said = await given.json();
    link(job, answer, said.problems ? `${words.unlinked} ${said.problems.join("; ")}` : words.linked);
    document.body.dispatchEvent(new CustomEvent("uploads:linked"));
  }

  // One request; tried again while the network or the server fails, each time after a longer pause.
  async function ask(job, address, options) {
    for (let tried = 0; ; tried += 1) {
      if (job.stopped) throw new Stopped();
      try {
        const answer = await fetch(address, { ...options, credentials: "same-origin", headers: { "X-CSRFToken": token, ...(options.headers || {}) } });
        if (answer.redirected || answer.status === 403) throw new Refused(words.signedOut);
        if (answer.status < 500) return answer;
      } catch (failure) {
        if (failure instanceof Refused || failure instanceof Stopped) throw failure;
      }
      if (tried + 1 >= TRIES) throw new Error("unreachable");
      say(job, words.retrying);
      await new Promise((done) => window.setTimeout(done, Math.min(30000, 500 * 2 ** tried)));
    }
  }

  async function read(answer) {
    const said = await answer.json();
    if (said.problems) throw new Refused(said.problems.join("; "));
    return said;
  }

  async function session(job) {
    const before = window.localStorage.getItem(job.key);
    if (before) {
      const answer = await ask(job, `${form.dataset.start}${before}/`, { method: "GET" });
      if (answer.ok) {
        const said = await answer.json();
        if (said.state === "open" && said.size === job.file.size) return { id: before, offset: said.offset, piece: Number(form.dataset.piece) };
      }
      window.localStorage.removeItem(job.key);
    }
    const whose = isOne ? { ticket: form.dataset.ticket } : { agency: job.agency };
    const about = JSON.stringify({ name: job.file.name, size: job.file.size, ...whose });
    const made = await read(await ask(job, form.dataset.start, { method: "POST", headers: { "Content-Type": "application/json" }, body: about }));
    window.localStorage.setItem(job.key, made.id);
    return made;
  }

  async function hashed(data) {
    if (!window.crypto || !window.crypto.subtle) return {};
    const digest = await window.crypto.subtle.digest("SHA-256", data);
    return { "Upload-Sha256": Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("") };
  }

  async function send(job) {
    try {
      const held = await session(job);
      const address = `${form.dataset.start}${held.id}/`;
      let offset = held.offset;
      let stood = 0;
      while (offset < job.file.size) {
        say(job, words.sending);
        const data = await job.file.slice(offset, offset + held.piece).arrayBuffer();
        const headers = { "Content-Type": "application/octet-stream", "Upload-Offset": String(offset), ...(await hashed(data)) };
        const answer = await ask(job, address, { method: "PUT", headers, body: data });
        if (answer.status === 404) throw new Error("gone");
        if (answer.status === 413 || answer.status === 400) throw new Error("piece");
        const reached = answer.status === 422 ? offset : (await answer.json()).offset;
        stood = reached > offset ? 0 : stood + 1;
        if (stood >= TRIES) throw new Error("no progress");
        offset = reached;
        job.line.querySelector("[data-progress]").value = (100 * offset) / job.file.size;
      }
      if (isOne) {
        goOff(job, held.id);
        return;
      }
      say(job, words.checking);
      const done = await read(await ask(job, `${address}xong/`, { method: "POST" }));
      window.localStorage.removeItem(job.key);
      await handOn(job, done);
    } catch (failure) {
      if (failure instanceof Stopped) await stop(job);
      else if (failure instanceof Refused) {
        window.localStorage.removeItem(job.key);
        end(job, failure.message, true);
      } else end(job, words.failed, true);
    }
  }

  async function stop(job) {
    const id = window.localStorage.getItem(job.key);
    window.localStorage.removeItem(job.key);
    end(job, words.stopped, false);
    if (id) await fetch(`${form.dataset.start}${id}/`, { method: "DELETE", credentials: "same-origin", headers: { "X-CSRFToken": token } }).catch(() => {});
  }

  form.addEventListener("submit", (event) => {
    if (isOne && !input.files.length) return;
    event.preventDefault();
    if (isOne) {
      list.replaceChildren();
      form.querySelector("button[data-plain]").disabled = true;
    }
    add(input.files);
    if (!isOne) input.value = "";
  });
  if (isOne) {
    window.addEventListener("pageshow", () => {
      leaving = false;
      input.disabled = false;
    });
    guard();
    return;
  }
  input.addEventListener("change", () => {
    add(input.files);
    input.value = "";
  });
  ["dragenter", "dragover"].forEach((name) =>
    drop.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.add("drop--over");
    }),
  );
  ["dragleave", "drop"].forEach((name) => drop.addEventListener(name, () => drop.classList.remove("drop--over")));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    add(event.dataTransfer.files);
  });
  guard();

  function guard() {
    window.addEventListener("beforeunload", (event) => {
      if (running && !leaving) event.preventDefault();
    });
  }
})();
