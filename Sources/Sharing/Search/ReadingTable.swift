/// Words that the system's transliteration reads character by character, and wrongly. A line for each that stands in the names of catalogues.
enum ReadingTable {
  static let words: [String: String] = [
    "地": "di",
    // 行
    "银行": "yin hang", "行业": "hang ye", "同行": "tong hang", "商行": "shang hang", "央行": "yang hang", "分行": "fen hang", "支行": "zhi hang",
    "总行": "zong hang", "行情": "hang qing",
    // 会
    "会计": "kuai ji",
    // 长
    "长期": "chang qi", "长度": "chang du", "长江": "chang jiang", "长城": "chang cheng", "长效": "chang xiao", "长途": "chang tu", "长沙": "chang sha",
    "延长": "yan chang", "特长": "te chang", "全长": "quan chang",
    // 调
    "调整": "tiao zheng", "调解": "tiao jie", "调节": "tiao jie", "调控": "tiao kong", "调剂": "tiao ji", "调试": "tiao shi", "空调": "kong tiao",
    "协调": "xie tiao",
    // 重
    "重庆": "chong qing", "重新": "chong xin", "重复": "chong fu", "重建": "chong jian", "重组": "chong zu", "重名": "chong ming", "重号": "chong hao",
    // 还、给、率、传、音乐、都、畜
    "还款": "huan kuan", "还贷": "huan dai", "归还": "gui huan", "返还": "fan huan", "退还": "tui huan", "偿还": "chang huan", "给付": "ji fu",
    "给予": "ji yu", "供给": "gong ji", "补给": "bu ji", "给水": "ji shui", "传记": "zhuan ji", "音乐": "yin yue", "都市": "du shi", "首都": "shou du",
    "成都": "cheng du", "畜牧": "xu mu", "畜产": "xu chan", "率领": "shuai ling",
    // 其他
    "西藏": "xi zang", "藏族": "zang zu", "宝藏": "bao zang", "厦门": "xia men", "校对": "jiao dui", "校正": "jiao zheng", "校准": "jiao zhun",
    "差旅": "chai lv", "出差": "chu chai", "薄弱": "bo ruo", "便宜": "pian yi", "模具": "mu ju", "模样": "mu yang",
    "人参": "ren shen", "角色": "jue se",
    "投降": "tou xiang",
  ]
}
