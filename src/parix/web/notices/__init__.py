"""What people are told: notices in an inbox, reminders before deadlines, one mail a day; never twice for the same thing.

In: `actions.notify` from rooms above, in the transaction of the change; deadlines from the functions that the setting
NOTICE_DEADLINES names. Out: an inbox, a count of what is unread, mail. Must not: know what a subject is, tell anybody
anything about a row (the room above decides who is told), or mail what somebody has switched off.
"""
