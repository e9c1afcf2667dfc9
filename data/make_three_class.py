"""Prints data/three_class.csv: python data/make_three_class.py > data/three_class.csv"""

import numpy as np

CENTRES = [(0.0, 1.6), (-1.5, -0.9), (1.5, -0.9)]

rng = np.random.default_rng(0)
print("x1,x2,class")
for number, centre in enumerate(CENTRES, start=1):
    for x1, x2 in rng.normal(centre, 0.95, size=(50, 2)):
        print(f"{x1:.2f},{x2:.2f},class {number}")
