package cn.qingzhuang.app.server;

import cn.qingzhuang.app.access.Verb;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What somebody who asks must be allowed to do at least somewhere; where, the handler asks itself. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Needs {
    Verb value();

    /** Whether a machine with a token may ask it, and not only a person. */
    boolean isForMachines() default false;
}
