import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A program that a fixture needs, to its end. Not Foundation's `Process`: of that, no two may start at once.
enum Tool {
    /// - Parameter log: the file that what it says is added to.
    static func run(_ command: [String], log: String) throws {
        let process = try start(command, input: nil, log: log)
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 {
            guard errno == EINTR else { throw TroubleWithFixture("\(command[0]) was lost: \(errno)") }
        }
        guard status == 0 else {
            let said = (try? String(contentsOfFile: log, encoding: .utf8)) ?? "nothing"
            throw TroubleWithFixture("\(command.joined(separator: " ")) ended with \(status): \(said.suffix(2000))")
        }
    }

    /// Starts a program that gets nothing of ours but its input and its log.
    static func start(_ command: [String], input: Int32?, log: String) throws -> pid_t {
        #if canImport(Glibc)
            var files = posix_spawn_file_actions_t()
            var attributes = posix_spawnattr_t()
        #else
            var files: posix_spawn_file_actions_t?
            var attributes: posix_spawnattr_t?
        #endif
        posix_spawn_file_actions_init(&files)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&files)
            posix_spawnattr_destroy(&attributes)
        }
        if let input {
            posix_spawn_file_actions_adddup2(&files, input, 0)
        } else {
            posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0)
        }
        posix_spawn_file_actions_addopen(&files, 1, log, O_WRONLY | O_CREAT | O_APPEND, 0o666)
        posix_spawn_file_actions_adddup2(&files, 1, 2)
        // Else a server that stays would keep open what tells other tests that their processes have ended.
        #if canImport(Glibc)
            // A number that is no file's is no error.
            for descriptor in Int32(3)..<1024 { posix_spawn_file_actions_addclose(&files, descriptor) }
        #else
            posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_CLOEXEC_DEFAULT))
        #endif
        var arguments = command.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var process = pid_t()
        let status = posix_spawnp(&process, command[0], &files, &attributes, &arguments, environ)
        guard status == 0 else { throw TroubleWithFixture("\(command[0]): \(String(cString: strerror(status)))") }
        return process
    }
}

/// A test's surroundings could not be made: nothing is said of what is tested.
package struct TroubleWithFixture: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}
