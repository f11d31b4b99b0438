"""Large libraries, loaded one at a time."""

from __future__ import annotations

import threading

LOADING = threading.Lock()
"""Held by whoever loads a large library on a thread of its own.

The system loads one library at a time. An import that has to wait for another thread's holds the
interpreter meanwhile, and with it the window; waiting for this lock first does not.
"""
