package model

// surnames are read otherwise as a surname than elsewhere (现代汉语词典).
var surnames = map[rune]string{
	'曾': "zēng", '单': "shàn", '解': "xiè", '仇': "qiú", '区': "ōu", '查': "zhā", '任': "rén", '盖': "gě",
	'朴': "piáo", '华': "huà", '宁': "nìng", '翟': "zhái", '员': "yùn", '缪': "miào", '乐': "yuè", '洗': "xiǎn",
	'折': "shé", '黑': "hè", '阚': "kàn", '肖': "xiāo", '薄': "bó", '燕': "yān", '种': "chóng", '召': "shào",
	'祭': "zhài", '么': "yāo", '哈': "hǎ", '那': "nā", '於': "yū", '干': "gān", '占': "zhān", '卜': "bǔ",
	'令': "líng", '乜': "niè", '佴': "nài", '能': "nài", '过': "guō", '繁': "pó", '句': "gōu", '郇': "xún",
	'都': "dū", '覃': "qín", '撒': "sà", '葛': "gě", '訾': "zī", '重': "chóng", '要': "yāo", '炅': "guì",
	'秘': "bì", '更': "gēng", '祢': "mí", '贠': "yùn", '相': "xiàng", '藏': "zāng", '还': "huán",
}

// compoundSurnames are the two-character surnames that are read otherwise than
// their characters alone.
var compoundSurnames = map[string]string{
	"万俟": "mò qí", "尉迟": "yù chí", "长孙": "zhǎng sūn", "澹台": "tán tái", "诸葛": "zhū gě", "宰父": "zǎi fǔ",
}

// nameReadings are characters that the general table lacks, or gives first a
// reading that names seldom have. The pinyin of a member can be corrected
// where this guess is wrong.
var nameReadings = map[rune]string{
	'𬭎': "hóng", '𠮷': "jí",
	'子': "zǐ", '长': "cháng", '少': "shào", '晟': "shèng", '珩': "héng", '亘': "gèn", '琢': "zhuó", '泊': "bó",
	'薄': "bó", '伽': "jiā", '峤': "qiáo", '卜': "bǔ", '嫚': "màn", '佛': "fó", '翟': "zhái", '曾': "zēng",
	'阚': "kàn", '都': "dū", '尽': "jìn",
}
