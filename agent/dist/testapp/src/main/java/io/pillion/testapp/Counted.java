package io.pillion.testapp;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Says nothing at all, on a class or on a method. */
@Retention(RetentionPolicy.CLASS)
@interface Counted {}
