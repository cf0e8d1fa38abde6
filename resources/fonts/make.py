#!/usr/bin/env python3
"""Makes the five faces of the program from their sources; see README.md.

    make.py SOURCES

SOURCES is the folder that make.sh laid out. Same sources, same bytes: the
timestamps are fixed and every set is sorted.
"""

import sys
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.ttProgram import Program

HERE = Path(__file__).resolve().parent
# 2018-05-07 00:00 UTC in seconds since 1904, so that no build time gets in.
TIMESTAMP = 3608496000
UNITS = 1000

SOURCES = {
    "song": "NotoSerifSC_400Regular.ttf",
    "song-bold": "NotoSerifSC_700Bold.ttf",
    "hei": "NotoSansSC_400Regular.ttf",
    "hei-bold": "NotoSansSC_700Bold.ttf",
    "kai": "LXGWWenKai-Regular.ttf",
    "kai-bold": "LXGWWenKai-Bold.ttf",
}

# Each face, its style, and where it borrows what its own source lacks.
FACES = {
    "song": ("Jishi Song", "Regular", ["song", "kai"]),
    "song-bold": ("Jishi Song", "Bold", ["song-bold", "kai-bold"]),
    "hei": ("Jishi Hei", "Regular", ["hei", "kai", "song"]),
    "hei-bold": ("Jishi Hei", "Bold", ["hei-bold", "kai-bold", "song-bold"]),
    "kai": ("Jishi Kai", "Regular", ["kai", "song"]),
}

COPYRIGHT = (
    "(c) 2017-2024 Adobe (http://www.adobe.com/). "
    "(c) 2014-2021 Adobe (http://www.adobe.com/), with Reserved Font Name 'Source'. "
    "Copyright 2021-2023 LXGW (https://github.com/lxgw/LxgwWenKai). "
    "Copyright 2020 The Klee Project Authors (https://github.com/fontworks-fonts/Klee)."
)
LICENCE = "This Font Software is licensed under the SIL Open Font License, Version 1.1."

# Every face has these, whether its source does or not.
SYMBOLS = set(
    "·—…‘’“”‰′″※℃℡№←↑→↓△▲▼▽□■○●◆◇◎☆★☎✓√×÷±≈≠≤≥∞∶々〇〈〉《》「」『』【】〒〓〔〕〖〗㎡㎏㎜㎝㎞"
    "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ｜￥＂＇"
    "āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜüêńňǹḿ"
)
# Made from other glyphs: (from, scale about the middle of the em box) …
MADE = {
    "☐": [("□", 1.0)],
    "☑": [("□", 1.0), ("✓", 0.7)],
    "✔": [("✓", 1.0)],
    "▾": [("▼", 0.6)],
}
# Blocks beside Han that are taken as far as the source has them: Latin with
# pinyin, Greek, Cyrillic, signs, arrows, boxes, kana, Bopomofo, full-width.
BLOCKS = [
    (0x0020, 0x024F), (0x02B0, 0x02FF), (0x0370, 0x0452), (0x1E00, 0x1EFF), (0x2000, 0x206F),
    (0x2070, 0x20BF), (0x2100, 0x22FF), (0x2300, 0x23FF), (0x2460, 0x27BF), (0x3000, 0x312F),
    (0x31A0, 0x31BF), (0x3200, 0x33FF), (0xF900, 0xFAFF), (0xFE10, 0xFE1F), (0xFE30, 0xFE6F), (0xFF00, 0xFFEF),
]
BASIC = range(0x4E00, 0xA000)
EXTENSION_A = range(0x3400, 0x4DC0)
RARE = "㛃䶮𬭎𫖯𠮷"


def encoded(codec, leads, trails):
    """The characters of a double-byte character set."""
    found = set()
    for lead in leads:
        for trail in trails:
            try:
                text = bytes([lead, trail]).decode(codec)
            except UnicodeDecodeError:
                continue
            found.update(ord(c) for c in text if 0x3400 <= ord(c) < 0xA000)
    return found


class Source:
    """A face that glyphs are taken from."""

    def __init__(self, path):
        self.font = TTFont(path, lazy=True)
        assert self.font["head"].unitsPerEm == UNITS, path
        self.cmap = {c: g for c, g in self.font.getBestCmap().items() if not 0xE000 <= c < 0xF900}
        self.glyphs = self.font.getGlyphSet()
        self.glyf = self.font["glyf"]
        self.hmtx = self.font["hmtx"].metrics

    def glyph(self, name):
        """One glyph without hints and without references to other glyphs."""
        glyph = self.glyf[name]
        if glyph.isComposite():
            pen = TTGlyphPen(self.glyphs)
            self.glyphs[name].draw(DecomposePen(pen, self.glyphs))
            return pen.glyph()
        glyph.expand(self.glyf)
        glyph.program = Program()
        glyph.program.fromBytecode(b"")
        return glyph

    def scaled(self, parts):
        """One glyph made of several, each scaled about the em box's middle."""
        pen = TTGlyphPen(None)
        for char, scale in parts:
            name = self.cmap[ord(char)]
            x, y = self.hmtx[name][0] / 2, 380
            move = (scale, 0, 0, scale, round(x * (1 - scale)), round(y * (1 - scale)))
            self.glyphs[name].draw(TransformPen(pen, move))
        return pen.glyph(), self.hmtx[self.cmap[ord(parts[0][0])]][0]


class DecomposePen(TransformPen):
    """Draws what a composite refers to instead of the reference."""

    def __init__(self, out, glyphs):
        super().__init__(out, (1, 0, 0, 1, 0, 0))
        self.glyphs = glyphs

    def addComponent(self, name, transformation):
        self.glyphs[name].draw(TransformPen(self, transformation))


def wanted(face, sources, table, supplementary):
    """The code points that a face is to have."""
    own = sources[face].cmap
    points = {c for lo, hi in BLOCKS for c in range(lo, hi + 1) if c in own}
    points |= {ord(c) for c in SYMBOLS} | table | {ord(c) for c in RARE}
    points |= {c for c in supplementary if c in own}
    gb = encoded("gb2312", range(0xB0, 0xF8), range(0xA1, 0xFF))
    big5 = encoded("big5", range(0xA4, 0xFA), range(0x40, 0xFF))
    if face == "song":
        points |= set(BASIC)
    elif face == "song-bold":
        points |= gb
    elif face == "hei":
        points |= set(BASIC) | {c for c in EXTENSION_A if c in own} | supplementary
    elif face == "hei-bold":
        points |= gb | big5 | supplementary
    elif face == "kai":
        points |= gb | big5 | {c for c in EXTENSION_A if c in own}
    return points


def build(face, sources, table, supplementary, private):
    family, style, order = FACES[face]
    own = sources[order[0]]
    names, glyphs, metrics, cmap = [".notdef"], {}, {}, {}
    glyphs[".notdef"] = own.glyph(".notdef")
    metrics[".notdef"] = own.hmtx[".notdef"]
    made = {ord(c): parts for c, parts in MADE.items()}
    for c in sorted(wanted(face, sources, table, supplementary) | set(made)):
        source = next((sources[s] for s in order if c in sources[s].cmap), None)
        name = f"u{c:05X}"
        if source is not None:
            glyph, width = source.glyph(source.cmap[c]), source.hmtx[source.cmap[c]][0]
        elif c in made:
            glyph, width = own.scaled(made[c])
        elif c in BASIC:
            continue  # no source has it
        else:
            sys.exit(f"{face}: no source draws U+{c:04X} {chr(c)}")
        names.append(name)
        glyphs[name] = glyph
        metrics[name] = (width, getattr(glyph, "xMin", 0) if glyph.numberOfContours else 0)
        cmap[c] = name
        if c in private:
            cmap[private[c]] = name

    # The last glyph's width must differ from the one before it, or the widths
    # of the last glyphs are stored short, and gofpdf writes into such a table.
    names.remove("u00020")
    names.append("u00020")

    fb = FontBuilder(UNITS, isTTF=True)
    fb.font.recalcTimestamp = False
    fb.setupGlyphOrder(names)
    fb.setupCharacterMap(cmap)
    fb.setupGlyf(glyphs, calcGlyphBounds=True)
    fb.setupHorizontalMetrics(metrics)
    hhea, os2, post = own.font["hhea"], own.font["OS/2"], own.font["post"]
    fb.setupHorizontalHeader(ascent=hhea.ascent, descent=hhea.descent, lineGap=hhea.lineGap)
    bold = style == "Bold"
    fb.setupOS2(
        version=4, usWeightClass=700 if bold else 400, usWidthClass=5, fsType=0, fsSelection=0x20 if bold else 0x40,
        sTypoAscender=os2.sTypoAscender, sTypoDescender=os2.sTypoDescender, sTypoLineGap=os2.sTypoLineGap,
        usWinAscent=os2.usWinAscent, usWinDescent=os2.usWinDescent,
        sCapHeight=os2.sCapHeight, sxHeight=os2.sxHeight, achVendID="JISH", ulCodePageRange1=1 | 1 << 18,
    )
    fb.font["OS/2"].recalcUnicodeRanges(fb.font)
    fb.font["OS/2"].recalcAvgCharWidth(fb.font)
    fb.setupPost(underlinePosition=post.underlinePosition, underlineThickness=post.underlineThickness, keepGlyphNames=False)
    fb.updateHead(created=TIMESTAMP, modified=TIMESTAMP, macStyle=1 if bold else 0)
    full = family if style == "Regular" else f"{family} {style}"
    fb.setupNameTable(
        {
            "copyright": COPYRIGHT, "familyName": family, "styleName": style, "fullName": full,
            "uniqueFontIdentifier": f"{full}; Jishi; 1.000", "version": "Version 1.000",
            "psName": f"{family.replace(' ', '')}-{style}",
            "licenseDescription": LICENCE, "licenseInfoURL": "https://openfontlicense.org",
        },
        mac=False,
    )
    pad(fb.font["name"], fb.font)
    out = HERE / f"jishi-{face}.ttf"
    fb.font.save(out, reorderTables=True)
    han = sum(1 for c in cmap if c in BASIC or c in EXTENSION_A or c >= 0x20000)
    print(f"{out.name}: {out.stat().st_size / 1e6:.1f} MB, {len(names)} glyphs, {han} Han characters")


def pad(name, font):
    """Makes the name table a multiple of four bytes long: gofpdf sums tables
    by appending to them in place and would write past an odd one."""
    licence = LICENCE
    while len(name.compile(font)) % 4:
        licence += " "
        name.setName(licence, 13, 3, 1, 0x409)


def main():
    folder = Path(sys.argv[1])
    sources = {face: Source(folder / file) for face, file in SOURCES.items()}
    text = (HERE / "tgscc-8105.txt").read_text(encoding="utf-8")
    table = {ord(c) for c in text if not c.isspace()}
    assert len(table) == 8105
    supplementary = {c for s in sources.values() for c in s.cmap if c >= 0x20000}
    private = {c: 0xE000 + i for i, c in enumerate(sorted(supplementary))}
    assert max(private.values()) < 0xF900
    lines = [f"{p:04X} {c:05X} {chr(c)}\n" for c, p in sorted(private.items())]
    (HERE / "rare.txt").write_text("".join(lines), encoding="utf-8", newline="\n")
    for face in FACES:
        build(face, sources, table, supplementary, private)


if __name__ == "__main__":
    main()
