package io.undertow.server;

public class OpenListener {}
