package bad;

public class NoPlugin {}
