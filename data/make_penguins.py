"""Prints data/penguins.csv from the file of the palmerpenguins package: python data/make_penguins.py < penguins.csv"""

import csv
import sys

MEASURES = ("bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g")

print(",".join([*MEASURES, "species"]))
for row in csv.DictReader(sys.stdin):
    print(",".join([*(row[name] for name in MEASURES), row["species"]]))
