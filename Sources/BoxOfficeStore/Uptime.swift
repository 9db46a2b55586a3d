#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// How long the machine has been up: what pauses and patience are measured by, since nobody sets it.
enum Uptime {
    static var seconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
