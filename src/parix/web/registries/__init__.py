"""A hall of registers that offices keep: initiatives, inspections, outreach. Each is a room of its own.

In and out: see each room's door. Must not: hold a row of its own, or let one registry know another (`.importlinter`); what
they share stands on lower floors.
"""
