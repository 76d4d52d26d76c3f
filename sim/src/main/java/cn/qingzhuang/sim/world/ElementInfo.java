package cn.qingzhuang.sim.world;

/** A line of the catalogue as far as invented values need it; columns are those of elements.csv. */
public record ElementInfo(String id, String name, String subject, String type, String codes) {}
