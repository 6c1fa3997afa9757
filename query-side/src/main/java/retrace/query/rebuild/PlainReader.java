package retrace.query.rebuild;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import retrace.query.rebuild.PlainJson.OtherForm;

/** Reads values of one type. What it reads is what Jackson would read; what it does not is left to Jackson. */
@FunctionalInterface
interface PlainReader {

    PlainReader TEXT = json -> {
        json.toText();
        return json.text();
    };

    PlainReader LONG = PlainJson::number;

    PlainReader INT = json -> {
        long number = json.number();
        if (number > Integer.MAX_VALUE) {
            throw new OtherForm();
        }
        return (int) number;
    };

    Object read(PlainJson json) throws OtherForm;

    /** True or false. */
    static PlainReader ofTruth() {
        byte[] yes = "true".getBytes(UTF_8);
        byte[] no = "false".getBytes(UTF_8);
        return json -> {
            boolean truth = json.skip(yes);
            if (!truth && !json.skip(no)) {
                throw new OtherForm();
            }
            return truth;
        };
    }

    static PlainReader ofMoments() {
        return json -> {
            json.toText();
            return PlainMoment.of(json.bytes(), json.start(), json.length());
        };
    }

    static PlainReader ofEnum(Class<?> type) {
        Map<String, Object> constants = Arrays.stream(type.getEnumConstants())
                .collect(Collectors.toMap(constant -> ((Enum<?>) constant).name(), constant -> constant));
        return ofTexts(text -> {
            Object constant = constants.get(text);
            if (constant == null) {
                throw new OtherForm();
            }
            return constant;
        });
    }

    /** Makes something of a text. */
    interface OfText {
        Object make(String text) throws OtherForm;
    }

    static PlainReader ofTexts(OfText ofText) {
        Kept<Object> kept = new Kept<>();
        return json -> {
            json.toText();
            @Nullable Object known = kept.find(json.bytes(), json.start(), json.length());
            if (known != null) {
                return known;
            }
            Object made = ofText.make(json.text());
            kept.keep(json.bytes(), json.start(), json.length(), made);
            return made;
        };
    }

    static PlainReader ofList(PlainReader each) {
        return json -> {
            List<Object> list = new ArrayList<>();
            json.require('[');
            while (!json.isNext(']')) {
                if (!list.isEmpty()) {
                    json.require(',');
                }
                list.add(each.read(json));
            }
            json.require(']');
            return list;
        };
    }

    /** Of a record whose only component stands for it. */
    static PlainReader ofWrapped(PlainReader component, MethodHandle constructor) {
        return json -> construct(constructor, component.read(json));
    }

    /** Members are expected in the order of the components; those that are null are not written. */
    static PlainReader ofRecord(RecordComponent[] components, List<PlainReader> readers, MethodHandle constructor) {
        byte[][] names = Arrays.stream(components)
                .map(component -> ("\"" + component.getName() + "\":").getBytes(UTF_8))
                .toArray(byte[][]::new);
        boolean[] required = new boolean[names.length];
        for (int i = 0; i < required.length; i++) {
            required[i] = components[i].getType().isPrimitive();
        }
        return json -> {
            @Nullable Object[] values = new @Nullable Object[names.length];
            json.require('{');
            boolean given = false;
            for (int i = 0; i < names.length; i++) {
                if (json.skip(names[i])) {
                    values[i] = readers.get(i).read(json);
                    given = true;
                    if (!json.isNext('}')) {
                        json.require(',');
                        given = false;
                    }
                } else if (required[i]) {
                    throw new OtherForm();
                }
            }
            if (!given) {
                throw new OtherForm();
            }
            json.require('}');
            return construct(constructor, values);
        };
    }

    /** A value that the constructor refuses is one of those that Jackson has something to say about. */
    static Object construct(MethodHandle constructor, @Nullable Object... values) throws OtherForm {
        try {
            return constructor.invokeExact(values);
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            throw new OtherForm();
        }
    }
}
