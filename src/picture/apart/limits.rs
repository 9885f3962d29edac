//! What the process may take.

/// The memory that the process may take, in units of 2^30 bytes; held on Unix systems only.
pub const GIGABYTES: u64 = 1;

/// Holds this process to its memory, and has it leave no image of it when it goes down.
#[cfg(unix)]
pub fn confine() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    for (resource, wanted) in [(Resource::As, GIGABYTES << 30), (Resource::Core, 0)] {
        let maximum = getrlimit(resource).maximum;
        let current = Some(maximum.map_or(wanted, |most| most.min(wanted)));
        // Where the system refuses, the time limit is still there.
        let _ = setrlimit(resource, Rlimit { current, maximum });
    }
}

/// Other systems have no such limit that could be set from inside.
#[cfg(not(unix))]
pub fn confine() {}

/// For how long this process was busy, in seconds of one processor; nothing where the system does not say.
#[cfg(unix)]
pub fn busy_seconds() -> Option<f64> {
    use rustix::time::{ClockId, clock_gettime};
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Some(time.tv_sec as f64 + time.tv_nsec as f64 / 1e9)
}

/// Other systems are not asked.
#[cfg(not(unix))]
pub fn busy_seconds() -> Option<f64> {
    None
}

/// Has the system count the most memory of this process anew, from what it takes now, where it can.
pub fn forget_peak() {
    // See proc(5); where it fails, the peak only counts where it rises.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

/// The most memory that this process has taken since its start or [`forget_peak`], in megabytes of 2^20 bytes;
/// nothing where the system does not say.
pub fn peak_megabytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kilobytes >> 10)
}
