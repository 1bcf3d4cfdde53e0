// Runs a fuzz target over files that a fuzzer once found worth keeping, with no
// fuzzer: so every flavour and every compiler of `make check` meets them. The
// target is told by the program's own name; without arguments it reads
// tests/fuzz/corpus/<target>, else the files and directories given. Speaks TAP.
#include <dirent.h>

#include "fuzz.h"

static GPtrArray *files_of(int count, char **arguments) {
    GPtrArray *files = g_ptr_array_new_with_free_func(g_free);
    for (int i = 0; i < count; i++) {
        g_autoptr(GDir) directory = g_dir_open(arguments[i], 0, NULL);
        if (directory == NULL) {
            g_ptr_array_add(files, g_strdup(arguments[i]));
            continue;
        }
        for (const char *name; (name = g_dir_read_name(directory)) != NULL;)
            g_ptr_array_add(files, g_build_filename(arguments[i], name, NULL));
    }
    return files;
}

// A copy of the exact size, so that a sanitizer sees a read behind it.
static int replay(const char *file) {
    g_autofree char *content = NULL;
    gsize size = 0;
    if (!g_file_get_contents(file, &content, &size, NULL))
        return 0;
    uint8_t *exact = malloc(size > 0 ? size : 1);
    if (exact == NULL)
        return 0;
    memcpy(exact, content, size);
    LLVMFuzzerTestOneInput(exact, size);
    free(exact);
    return 1;
}

int main(int argc, char **argv) {
    g_autofree char *target = g_path_get_basename(argv[0]);
    g_autofree char *corpus = g_build_filename("tests/fuzz/corpus", target, NULL);
    char *usual[] = {corpus};
    LLVMFuzzerInitialize(&argc, &argv);
    g_autoptr(GPtrArray) files = argc > 1 ? files_of(argc - 1, argv + 1) : files_of(1, usual);
    if (files->len == 0) { // a corpus that is gone must show, and "1..0" would be a test skipped
        printf("1..1\nnot ok 1 - no corpus\n");
        return 1;
    }
    printf("1..%u\n", files->len);
    guint failed = 0;
    for (guint i = 0; i < files->len; i++) {
        const int read = replay(files->pdata[i]);
        printf("%s %u - %s\n", read ? "ok" : "not ok", i + 1, (const char *)files->pdata[i]);
        fflush(stdout); // the line before a crash tells where it was
        failed += !read;
    }
    return failed > 0;
}
