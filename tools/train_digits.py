"""Train the network of khparse.readers.ocr.digits: python train_digits.py OUTPUT (needs scikit-learn, numpy).

Digits of the UCI set (8 x 8 cells of 0 to 16) are enlarged, slanted, stretched and thickened at random, and
described as the product describes them. 1,500 of 1,797 are for training, the rest tells the accuracy.
"""

import random
import sys
import warnings
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter
from sklearn.datasets import load_digits
from sklearn.neural_network import MLPClassifier

from khparse.readers.ocr.digits import features

warnings.filterwarnings("ignore")
HIDDEN, COPIES = 48, 16


def varied(cells, chance):
    small = Image.fromarray((cells * 15.9).astype("uint8"))
    image = Image.new("L", (64, 64))
    image.paste(small.resize((32, 32), Image.Resampling.BILINEAR), (16, 16))
    slant, across = chance.uniform(-0.2, 0.8), chance.uniform(0.7, 1.3)
    image = image.transform(
        (64, 64),
        Image.Transform.AFFINE,
        (across, slant, 32 - across * 32 - slant * 32, 0, 1, 0),
        Image.Resampling.BILINEAR,
    )
    image = image.resize((chance.randrange(90, 160),) * 2, Image.Resampling.BICUBIC)
    kind = chance.random()
    if kind < 0.45:
        image = image.filter(ImageFilter.MaxFilter(chance.choice((3, 5, 7))))
    elif kind < 0.55:
        image = image.filter(ImageFilter.MinFilter(3))
    level = chance.randrange(90, 160)
    return image.point([0] * level + [255] * (256 - level))


def examples(cells, names, chance, copies):
    inputs, outputs = [], []
    for image, name in zip(cells, names, strict=True):
        for _ in range(copies):
            glyph = varied(image, chance)
            if glyph.getbbox():
                inputs.append(features(glyph.crop(glyph.getbbox()), chance.uniform(0.5, 1.2)))
                outputs.append(name)
    return np.array(inputs), np.array(outputs)


def flagged_one(chance):
    """A 1 as it is written in Vietnam, with an upstroke, which the set hardly has."""
    image = Image.new("L", (120, 120))
    pen, top, foot = chance.randrange(6, 18), chance.randrange(8, 20), chance.randrange(95, 112)
    lean = chance.uniform(-0.05, 0.4)
    tip = (60 + lean * (foot - top) / 2, top)
    length, steep = chance.uniform(0.12, 0.42) * (foot - top), chance.uniform(0.6, 1.6)
    draw = ImageDraw.Draw(image)
    draw.line(
        [(tip[0] - length, top + steep * length), tip, (tip[0] - lean * (foot - top), foot)],
        fill=255,
        width=pen,
        joint="curve",
    )
    if chance.random() < 0.15:
        draw.line(
            [(tip[0] - lean * (foot - top) - 15, foot), (tip[0] - lean * (foot - top) + 15, foot)],
            fill=255,
            width=pen,
        )
    return image


chance = random.Random(1)
digits = load_digits()
order = list(range(len(digits.images)))
chance.shuffle(order)
training, testing = order[:1500], order[1500:]
inputs, outputs = examples(digits.images[training], digits.target[training], chance, COPIES)
ones = [flagged_one(chance) for _ in range(1500)]
inputs = np.concatenate(
    [inputs, [features(one.crop(one.getbbox()), chance.uniform(0.5, 1.2)) for one in ones]]
)
outputs = np.concatenate([outputs, [1] * len(ones)])
network = MLPClassifier((HIDDEN,), max_iter=60, alpha=0.05, random_state=1).fit(inputs, outputs)
inputs, outputs = examples(digits.images[testing], digits.target[testing], chance, 2)
sys.stdout.write(f"accuracy on held-out digits, varied: {network.score(inputs, outputs):.3f}\n")
lines = [str(HIDDEN)]
for weights, biases in zip(network.coefs_, network.intercepts_, strict=True):
    for unit, bias in zip(weights.T, biases, strict=True):
        lines.append(" ".join(str(round(100 * value)) for value in [*unit, bias]))
Path(sys.argv[1]).write_text("\n".join(lines) + "\n", "ascii")
