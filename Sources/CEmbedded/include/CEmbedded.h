// Files that are in the binary. #embed costs the compiler nothing; SwiftPM's .embedInCode makes an array literal of a
// file, for which the Swift compiler needs a sixth of a second for each kilobyte in every release build.

#pragma once

#include <stddef.h>

typedef struct {
    const unsigned char *_Nonnull bytes;
    size_t count;
} EmbeddedFile;

EmbeddedFile embeddedOpenAPI(void);
EmbeddedFile embeddedDocsTemplate(void);
EmbeddedFile embeddedContentsTemplate(void);
EmbeddedFile embeddedFieldsTemplate(void);
EmbeddedFile embeddedBodyTemplate(void);
EmbeddedFile embeddedTypeTemplate(void);
EmbeddedFile embeddedStyle(void);
EmbeddedFile embeddedMessagesInGerman(void);
EmbeddedFile embeddedMessagesInBritishEnglish(void);
EmbeddedFile embeddedMessagesInAmericanEnglish(void);
EmbeddedFile embeddedMessagesInSpanish(void);
EmbeddedFile embeddedMessagesInFrench(void);
EmbeddedFile embeddedMessagesInJapanese(void);
