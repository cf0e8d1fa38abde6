#!/usr/bin/env python3
"""Writes model/strokes.txt: the characters of the 通用规范汉字表 in the order of
strokes (姓氏笔画), from facts alone.

The table (State Council, 2013; ../fonts/tgscc-8105.txt) has three parts, of
3500, 3000 and 1605 characters, each ordered by the number of strokes, then by
their shapes 横竖撇点折 from the first stroke on. What it does not say is where
one number or shape ends and the next begins. This script finds the cuts that
agree best with Unihan: kTotalStrokes for the numbers, and for the first shape
the radical of characters that begin with their radical. Then the three parts
are merged by number and first shape; within these the part goes first.

Needs Debian's package unicode-data.   make.py > ../../model/strokes.txt
"""
import bz2
import pathlib
import sys

PARTS = (3500, 3000, 1605)
SHAPES = "横竖撇点折"

# Radicals (their numbers in the Kangxi order) that characters nearly always
# begin with, by the shape of their first stroke.
BEGINS = {
    "横": [1, 22, 24, 27, 32, 37, 48, 64, 75, 78, 95, 96, 112, 128, 140, 146, 156, 159, 164, 173, 174, 177],
    "竖": [25, 30, 31, 46, 50, 72, 77, 102, 109, 141, 142, 154, 157, 188, 203],
    "撇": [9, 60, 87, 93, 94, 106, 115, 118, 130, 137, 148, 153, 158, 167, 184, 195],
    "点": [8, 15, 40, 53, 61, 63, 67, 85, 86, 104, 113, 116, 117, 119, 123, 145, 149, 169],
    "折": [29, 38, 39, 44, 49, 57, 110, 120, 170, 187],
}

# Where radicals leave the cut open: characters on both sides of it.
EDGES = {
    "横": "丁七万与切瓦轧东毕至",
    "竖": "卜上巾止见卡四此肉",
    "撇": "八乂千及午凤生冬饥年色",
    "点": "广之六心主永壮农",
    "折": "刁乜尸尺司寻",
}


def unihan(file, key):
    with bz2.open(f"/usr/share/unicode/{file}.txt.bz2", "rt", encoding="utf-8") as lines:
        for line in lines:
            fields = line.rstrip("\n").split("\t")
            if len(fields) == 3 and fields[1] == key:
                yield chr(int(fields[0][2:], 16)), fields[2].split()[0]


def cut(characters, labels, guesses):
    """Gives each character one of labels, in their order, agreeing with as many
    guesses as can be."""
    # For each label that may be the last one: agreements, where labels start.
    best = [(0, [0] * (i + 1)) for i in range(len(labels))]
    for at, c in enumerate(characters):
        step, sofar = [], None
        for i, label in enumerate(labels):
            # Stay with label i, or come to it here from the best one before.
            options = [best[i]]
            if sofar is not None:  # first, so that of equals the later cut is taken
                options.insert(0, (sofar[0], sofar[1] + [at] * (i + 1 - len(sofar[1]))))
            chosen = max(options, key=lambda o: o[0])
            if sofar is None or best[i][0] > sofar[0]:
                sofar = best[i]
            step.append((chosen[0] + (guesses.get(c) == label), chosen[1]))
        best = step
    starts = max(best, key=lambda o: o[0])[1]
    given = []
    for at in range(len(characters)):
        given.append(labels[max(i for i, start in enumerate(starts) if start <= at)])
    return given


def main():
    here = pathlib.Path(__file__).parent
    text = "".join((here / "../fonts/tgscc-8105.txt").read_text(encoding="utf-8").split())
    strokes = {c: int(n) for c, n in unihan("Unihan_IRGSources", "kTotalStrokes")}
    shape_of = {number: shape for shape, numbers in BEGINS.items() for number in numbers}
    shapes = {}
    for c, value in unihan("Unihan_IRGSources", "kRSUnicode"):
        radical = int(value.split(".")[0].rstrip("'"))
        if radical in shape_of:
            shapes[c] = shape_of[radical]
    shapes.update((c, shape) for shape, edge in EDGES.items() for c in edge)
    groups, odd, start = {}, 0, 0
    for part, size in enumerate(PARTS):
        characters = text[start:start + size]
        start += size
        numbers = sorted({strokes[c] for c in characters})
        given = cut(characters, numbers, strokes)
        odd += sum(strokes[c] != n for c, n in zip(characters, given))
        for n in numbers:
            same = [c for c, m in zip(characters, given) if m == n]
            for c, shape in zip(same, cut(same, list(SHAPES), shapes)):
                groups.setdefault((n, SHAPES.index(shape)), []).append((part, c))
    print(f"{odd} characters have another number in Unihan", file=sys.stderr)
    for (n, shape), members in sorted(groups.items()):
        print(f"{n}{SHAPES[shape]}{''.join(c for _, c in sorted(members, key=lambda m: m[0]))}")


if __name__ == "__main__":
    main()
