package cn.qingzhuang.sim.world;

import java.util.List;
import java.util.Random;

/** Word lists that invented people and places are drawn from. */
final class Names {
    static final List<String> SURNAMES = words("王 李 张 刘 陈 杨 黄 赵 吴 周 徐 孙 马 朱 胡 郭 何 高 林 罗 郑 梁 谢 宋 "
            + "唐 许 韩 冯 邓 曹 彭 曾 肖 田 董 袁 潘 于 蒋 蔡 余 杜 叶 程 苏 魏 吕 "
            + "丁 任 沈 姚 卢 姜 崔 钟 谭 陆 汪 范 金 石 廖 贾 夏 韦 付 方 白 邹 孟 "
            + "熊 秦 邱 江 尹 薛 闫 段 雷 侯 龙 史 陶 黎 贺 顾 毛 郝 龚 邵 万 钱 严 "
            + "覃 武 戴 莫 孔 向 汤 欧阳 上官 司马 诸葛");
    static final List<String> MALE = words("伟 强 磊 军 洋 勇 杰 涛 明 超 刚 平 辉 鹏 华 飞 波 斌 宇 浩 凯 俊 建国 "
            + "建华 建军 志强 志明 国强 国庆 文斌 海涛 晓东 晓峰 子轩 浩然 宇轩 子涵 俊杰 "
            + "家豪 德福 德顺 长根 长生 水生 金生 福贵 有才 永康 永贵 世荣 光明 大勇 小兵 "
            + "新民 忠诚 正义 启航 思远 一鸣 泽宇");
    static final List<String> FEMALE = words("芳 娜 敏 静 丽 艳 娟 霞 秀英 桂英 玉兰 玉梅 秀兰 桂兰 秀珍 凤英 红 玲 燕 萍 "
            + "丹 慧 婷 雪 琴 云 莉 兰 梅 洁 晶 颖 倩 欣怡 梓涵 诗涵 雨桐 雨欣 可馨 "
            + "佳怡 春花 春梅 冬梅 腊梅 桂花 菊香 美玲 小红 小燕 晓燕 海燕 文静 思雨 若曦 "
            + "一诺 语嫣 彩霞 金凤 银花 水莲");
    static final List<String> TOWNS = words("青石镇 白沙镇 双河镇 龙泉乡 石桥镇 柳林镇 太平镇 马鞍乡 清江镇 云台乡 黄泥镇 大坪镇 " + "金溪镇 东岭乡 新店镇 桃园镇");
    static final List<String> VILLAGES =
            words("红星 团结 向阳 新华 光明 胜利 永安 幸福 前进 东风 和平 长岭 高桥 沙湾 石门 杨柳 " + "竹山 枫树 樟木 梅花 大塘 小溪 上坪 下湾 龙潭 凤凰 双井 三元");
    static final List<String> EMPLOYERS = words("务农 务农 务农 自由职业 个体工商户 外出务工（广东） 外出务工（浙江） 外出务工（江苏） "
            + "本县工业园区企业 建筑劳务队 村民委员会 乡镇卫生院 中心小学 农业专业合作社 物流快递 "
            + "餐饮服务 家政服务 退休");
    static final List<String> ETHNICITIES = words("土家族 土家族 土家族 苗族 苗族 回族 壮族 满族 蒙古族 彝族");
    static final List<String> SCHOOLING_OLD = words("文盲或半文盲 小学 小学 小学 初中 初中 高中");
    static final List<String> SCHOOLING_MIDDLE = words("小学 初中 初中 初中 高中 中专 大专");
    static final List<String> SCHOOLING_YOUNG = words("初中 高中 高中 中专 大专 大专 本科 本科 硕士研究生");
    private static final double[] SURNAME_WEIGHTS = surnameWeights();

    private Names() {}

    static List<String> words(String text) {
        return List.of(text.split(" "));
    }

    /** The frequent surnames more often than the rare ones. */
    static String surname(Random random) {
        double x = random.nextDouble() * SURNAME_WEIGHTS[SURNAME_WEIGHTS.length - 1];
        int i = 0;
        while (SURNAME_WEIGHTS[i] < x) {
            i++;
        }
        return SURNAMES.get(i);
    }

    static String given(Random random, boolean isMale) {
        return pick(random, isMale ? MALE : FEMALE);
    }

    static String ethnicity(Random random) {
        return random.nextInt(10) == 0 ? pick(random, ETHNICITIES) : "汉族";
    }

    static <T> T pick(Random random, List<T> items) {
        return items.get(random.nextInt(items.size()));
    }

    private static double[] surnameWeights() {
        double[] sums = new double[SURNAMES.size()];
        double sum = 0;
        for (int i = 0; i < sums.length; i++) {
            sum += Math.max(1.0, 100.0 / Math.pow(i + 1, 0.7));
            sums[i] = sum;
        }
        return sums;
    }
}
