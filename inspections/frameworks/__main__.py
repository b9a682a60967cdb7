import sys

from inspections.frameworks import CATALOGUE
from inspections.frameworks.document import document

sys.stdout.write(document(CATALOGUE))
