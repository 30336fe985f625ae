import sys

from recast.cli import main

sys.exit(main())
