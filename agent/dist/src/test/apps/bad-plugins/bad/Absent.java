package bad;

public class Absent extends Throwing {}
