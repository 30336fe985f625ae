"""What writes files, starts processes, talks to the network or the user, asked for by its own name."""
# --- open
open(OUT, 'w').write('x')
# --- open in a with statement
with open(OUT, 'w') as file: file.write('x')
# --- open of builtins
import builtins
builtins.open(OUT, 'w')
# --- open of io
import io
io.open(OUT, 'w'); io.FileIO(OUT, 'w')
# --- open of codecs
import codecs
codecs.open(OUT, 'w')
# --- open of os
import os
os.open(OUT, os.O_CREAT)
# --- system
import os
os.system('touch ' + OUT)
# --- popen
import os
os.popen('touch ' + OUT).read()
# --- system of posix
import posix
posix.system('touch ' + OUT)
# --- mkdir
from os import mkdir as make
make(OUT)
# --- makedirs
import os
os.makedirs(OUT, exist_ok=True)
# --- symlink
import os
os.symlink('/', OUT)
# --- rename and remove
import os
os.remove(__file__)
# --- spawn
import os
os.spawnlp(os.P_WAIT, 'touch', 'touch', OUT)
# --- fork
import os
if os.fork() == 0:
    open(OUT, 'w')
    os._exit(0)
# --- exec
import os
if len(OUT) > 10**6: os.execlp('touch', 'touch', OUT)
# --- subprocess
import subprocess
subprocess.run(['touch', OUT], check=False)
# --- subprocess in the background
import subprocess
subprocess.Popen(['touch', OUT]).wait()
# --- a path touched
from pathlib import Path
Path(OUT).touch()
# --- a path written
import pathlib
pathlib.Path(OUT).write_text('x')
# --- a tree copied
import os, shutil
shutil.copytree(os.path.dirname(__file__), OUT)
# --- a temporary folder
import tempfile
tempfile.mkstemp(prefix='touched', dir=OUT.rpartition('/')[0])
# --- a data base
import sqlite3
sqlite3.connect(OUT).execute('create table a (b)')
# --- a shelf
import dbm.dumb
dbm.dumb.open(OUT, 'c')['a'] = 'b'
# --- a log file
import logging
logging.FileHandler(OUT).close()
# --- a log file of everything
import logging
logging.basicConfig(filename=OUT)
logging.warning('x')
# --- a log file by configuration
import logging.config
logging.config.dictConfig({'version': 1, 'handlers': {'h': {'class': 'logging.FileHandler', 'filename': OUT}}})
# --- a factory by configuration
import logging.config
try: logging.config.dictConfig({'version': 1, 'handlers': {'h': {'()': 'builtins.open', 'file': OUT, 'mode': 'w'}}})
except ValueError: pass
# --- an archive
import zipfile
zipfile.ZipFile(OUT, 'w').writestr('a', 'b')
# --- a compressed file
import gzip
gzip.open(OUT, 'w').write(b'x')
# --- the C library
import ctypes
ctypes.CDLL(None).system(('touch ' + OUT).encode())
# --- a thread
import threading
thread = threading.Thread(target=lambda: open(OUT, 'w'))
thread.start()
thread.join()
# --- a thread of the lower kind
import _thread, time
_thread.start_new_thread(open, (OUT, 'w'))
time.sleep(0.1)
# --- a timer
import threading
threading.Timer(0, open, (OUT, 'w')).start()
# --- a pool of threads
from concurrent.futures import ThreadPoolExecutor
with ThreadPoolExecutor() as pool: x = list(pool.map(open, [OUT], ['w']))
# --- another process
import multiprocessing
multiprocessing.get_context('fork').Process(target=open, args=(OUT, 'w')).start()
# --- an event loop
import asyncio
async def f(): open(OUT, 'w')
asyncio.run(f())
# --- exec of text
exec("open(OUT, 'w')")
# --- eval of text
eval("open(OUT, 'w')")
# --- exec of compiled text
exec(compile("open(OUT, 'w')", 'x', 'exec'))
# --- exec with its own names
exec('f(o, "w")', {'f': open, 'o': OUT})
# --- eval in exec
exec('eval("exec(\'open(OUT, chr(119))\')")')
# --- import by call
__import__('os').system('touch ' + OUT)
# --- import by library
import importlib
importlib.import_module('os').mkdir(OUT)
# --- a module that runs at import
import antigravity, this
# --- a file run
import runpy
if __name__ == 'app': runpy.run_path(__file__, {'OUT': OUT}, 'again')
open(OUT, 'w')
# --- a module made from a file
import importlib.util
spec = importlib.util.spec_from_file_location('evil', __file__)
module = importlib.util.module_from_spec(spec)
if __name__ == 'app': spec.loader.exec_module(module)
open(OUT, 'w')
# --- an object by its name
import pkgutil
pkgutil.resolve_name('os:mkdir')(OUT)
# --- an object by its name for documentation
import pydoc
pydoc.locate('os.mkdir')(OUT)
# --- an entry point
from importlib.metadata import EntryPoint
EntryPoint('x', 'os:mkdir', 'g').load()(OUT)
# --- an interpreter
import code
code.InteractiveInterpreter({'OUT': OUT}).runsource("open(OUT, 'w')")
# --- a timing
import timeit
timeit.timeit(lambda: open(OUT, 'w'), number=1)
# --- a profile
import cProfile
cProfile.Profile().runctx("open(OUT, 'w')", globals(), {})
# --- a compiled file
import py_compile
py_compile.compile(__file__, OUT)
# --- printed into a file
print('x', file=open(OUT, 'w'))
# --- printed
print('x')
# --- written to stdout
import sys
sys.stdout.write('x')
sys.__stdout__.write('x')
# --- written to a descriptor
import os
os.write(1, b'x')
# --- a debugger, ends the module
breakpoint()
# --- a question, ends the module
x = input('?')
# --- all that is typed
import sys
x = sys.stdin.read()
# --- a long sleep
import time
time.sleep(10**6)
# --- an event that never comes
import threading
threading.Event().wait()
# --- a lock held twice
import threading
lock = threading.Lock()
lock.acquire()
lock.acquire()
# --- an empty queue
import queue
queue.Queue().get()
# --- a selection of nothing
import select
select.select([], [], [])
# --- a signal awaited
import signal
signal.pause()
# --- a server
import socket
server = socket.create_server(('127.0.0.1', 0))
server.accept()
# --- a kill, ends the module
import os, signal
os.kill(os.getpid(), signal.SIGKILL)
# --- an abort, ends the module
import os
os.abort()
# --- an exit of the process, ends the module
import os
os._exit(3)
# --- a fault, ends the module
import ctypes
ctypes.string_at(0)
# --- an exit, ends the module
import sys
sys.exit(3)
# --- an exit of the prompt, ends the module
exit(3)
# --- an exit raised, ends the module
raise SystemExit(3)
# --- an interrupt raised, ends the module
raise KeyboardInterrupt
# --- an end of generators raised, ends the module
raise GeneratorExit
# --- an end of memory raised, ends the module
raise MemoryError
# --- an exception that cannot be shown, ends the module
class E(Exception):
    def __str__(self): raise self
    __repr__ = __str__
raise E
