package io.tenantry.provisioning.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Inputs as the journal keeps them: JSON. Loaded with the first input, not with a runner. */
final class InputText {
    private static final ObjectMapper JSON = JsonMapper.builder().findAndAddModules().build();

    private InputText() {}

    static String of(Object input) {
        try {
            return JSON.writeValueAsString(input);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the input does not become JSON", e);
        }
    }

    static <I> I read(String input, Class<I> type) {
        try {
            return JSON.readValue(input, type);
        } catch (JsonProcessingException e) {
            throw new UnreadableInputException(e);
        }
    }
}
