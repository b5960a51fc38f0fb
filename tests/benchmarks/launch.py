"""Run a command as a child of this small process: print its wall time, its peak memory in KB and its processor time.

A child inherits its parent's peak memory at the start, so a large process cannot measure a small one.
"""

import os
import subprocess
import sys
import time

start = time.perf_counter()
child = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
_, status, usage = os.wait4(child.pid, 0)
seconds = time.perf_counter() - start
child.returncode = os.waitstatus_to_exitcode(status)
memory = usage.ru_maxrss // (1024 if sys.platform == "darwin" else 1)
print(seconds, memory, usage.ru_utime + usage.ru_stime)
sys.exit(child.returncode)
