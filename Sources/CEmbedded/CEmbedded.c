#include "CEmbedded.h"

// An extension in C17, which SwiftPM compiles; standard in C23.
#pragma clang diagnostic ignored "-Wc23-extensions"

EmbeddedFile embeddedOpenAPI(void) {
    static const unsigned char bytes[] = {
#embed "../BoxOfficeHTTP/Reference/openapi.yaml"
    };
    return (EmbeddedFile){bytes, sizeof bytes};
}

EmbeddedFile embeddedDocsTemplate(void) {
    static const unsigned char bytes[] = {
#embed "../BoxOfficeHTTP/Reference/Page/docs.mustache"
    };
    return (EmbeddedFile){bytes, sizeof bytes};
}

EmbeddedFile embeddedContentsTemplate(void) {
    static const unsigned char bytes[] = {
#embed "../BoxOfficeHTTP/Reference/Page/contents.mustache"
    };
    return (EmbeddedFile){bytes, sizeof bytes};
}

EmbeddedFile embeddedFieldsTemplate(void) {
    static const unsigned char bytes[] = {
#embed "../BoxOfficeHTTP/Reference/Page/fields.mustache"
    };
    return (EmbeddedFile){bytes, sizeof bytes};
}

EmbeddedFile embeddedBodyTemplate(void) {
    static const unsigned char bytes[] = {
#embed "../BoxOfficeHTTP/Reference/Page/body.mustache"
    };
    return (EmbeddedFile){bytes, sizeof bytes};
}

EmbeddedFile embeddedTypeTemplate(void) {
    static const unsigned char bytes[] = {
#embed "../BoxOfficeHTTP/Reference/Page/type.mustache"
    };
    return (EmbeddedFile){bytes, sizeof bytes};
}

EmbeddedFile embeddedStyle(void) {
    static const unsigned char bytes[] = {
#embed "../BoxOfficeHTTP/Reference/Page/style.css"
    };
    return (EmbeddedFile){bytes, sizeof bytes};
}

EmbeddedFile embeddedMessagesInGerman(void) {
    static const unsigned char bytes[] = {
#embed "../BoxOfficeHTTP/Messages/de-DE.json"
    };
    return (EmbeddedFile){bytes, sizeof bytes};
}

EmbeddedFile embeddedMessagesInBritishEnglish(void) {
    static const unsigned char bytes[] = {
#embed "../BoxOfficeHTTP/Messages/en-GB.json"
    };
    return (EmbeddedFile){bytes, sizeof bytes};
}

EmbeddedFile embeddedMessagesInAmericanEnglish(void) {
    static const unsigned char bytes[] = {
#embed "../BoxOfficeHTTP/Messages/en-US.json"
    };
    return (EmbeddedFile){bytes, sizeof bytes};
}

EmbeddedFile embeddedMessagesInSpanish(void) {
    static const unsigned char bytes[] = {
#embed "../BoxOfficeHTTP/Messages/es-ES.json"
    };
    return (EmbeddedFile){bytes, sizeof bytes};
}

EmbeddedFile embeddedMessagesInFrench(void) {
    static const unsigned char bytes[] = {
#embed "../BoxOfficeHTTP/Messages/fr-FR.json"
    };
    return (EmbeddedFile){bytes, sizeof bytes};
}

EmbeddedFile embeddedMessagesInJapanese(void) {
    static const unsigned char bytes[] = {
#embed "../BoxOfficeHTTP/Messages/ja-JP.json"
    };
    return (EmbeddedFile){bytes, sizeof bytes};
}
