"""Prints data/three_class.csv: python data/make_three_class.py > data/three_class.csv"""

import numpy as np

CENTRES = [(0.0, 1.6), (-1.5, -0.9), (1.5, -0.9)]

rng = np.random.default_rng(0)
print("sweetness,crispness,class")
for number, centre in enumerate(CENTRES, start=1):
    for sweetness, crispness in rng.normal(centre, 0.95, size=(50, 2)):
        print(f"{sweetness:.2f},{crispness:.2f},class {number}")
