package io.pillion.rules.weave;

import io.pillion.api.Hook;
import io.pillion.api.Hook.Place;
import io.pillion.api.Value;
import io.pillion.rules.parse.Source;
import io.pillion.rules.select.RuleCall;
import io.pillion.weave.WovenCall;
import io.pillion.weave.WovenClass;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.Type;

/**
 * The calls of rules as hooks. Their advice is no method, but one of four names, by which {@code
 * Rules} knows what to link: whether the call threw, and whether it is of heirs.
 */
public final class RuleHooks {
  private static final String RETURNED = "returned";
  private static final String THREW = "threw";
  private static final String OF_HEIR = "OfHeir";
  private static final String OBJECT = "Ljava/lang/Object;";

  private RuleHooks() {}

  static byte[] weave(byte[] original, List<RuleCall> calls) {
    List<WovenCall> woven = new ArrayList<>();
    for (RuleCall call : calls) {
      for (boolean threw : new boolean[] {false, true}) {
        if (call.isMadeWhen(threw)) {
          woven.add(new WovenCall(hook(call, threw), call.active().id()));
        }
      }
    }
    return WovenClass.weave(original, woven, new ArrayList<>());
  }

  private static Hook hook(RuleCall call, boolean threw) {
    String descriptor = call.method().descriptor();
    List<Source> needs = call.needs(threw);
    Value[] values = new Value[needs.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(needs.get(i), descriptor);
    }
    return Hook.at(
        threw ? Place.THROW : Place.EXIT,
        call.method().owner().replace('/', '.'),
        call.method().name(),
        descriptor,
        (threw ? THREW : RETURNED) + (call.isOfHeirs() ? OF_HEIR : ""),
        values);
  }

  private static Value value(Source source, String descriptor) {
    switch (source.given()) {
      case DURATION:
        return Value.of(Value.Source.ENTRY_NANOS, "J");
      case ARGUMENT:
        Type type = Type.getArgumentTypes(descriptor)[source.argument()];
        return Value.argument(source.argument(), erased(type));
      case RETURN:
        return Value.of(Value.Source.RESULT, erased(Type.getReturnType(descriptor)));
      case THROWN:
        return Value.of(Value.Source.THROWN, OBJECT);
      default:
        return Value.self(OBJECT);
    }
  }

  /**
   * Classes of the app's are all passed as objects, so that linking the call loads none of them.
   */
  private static String erased(Type type) {
    return type.getSort() == Type.OBJECT || type.getSort() == Type.ARRAY
        ? OBJECT
        : type.getDescriptor();
  }

  /** Whether advice is about calls that threw. */
  public static boolean isOfThrown(String advice) {
    return advice.startsWith(THREW);
  }

  /** Whether advice is given the object, to see whether the rule has chosen its class. */
  public static boolean isOfHeirs(String advice) {
    return advice.endsWith(OF_HEIR);
  }
}
