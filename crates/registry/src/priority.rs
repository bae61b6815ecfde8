//! Threads that give way to everybody else.

/// Lets the thread that calls this work only while no other wants the processor.
///
/// On Linux that is `SCHED_IDLE` (sched(7)). The least share of the normal class, which a thread
/// has elsewhere, does not suffice: who wakes up would wait there for the end of its time slice.
/// `what` names the thread's work for the log, where the system does not allow it.
pub fn give_way(what: &str) {
    if lower().is_err() {
        tracing::warn!(what, "a thread that should give way runs at normal priority");
    }
}

#[cfg(any(target_os = "linux", target_os = "android"))]
fn lower() -> Result<(), thread_priority::Error> {
    use thread_priority::{
        NormalThreadSchedulePolicy, ThreadPriority, ThreadSchedulePolicy,
        set_thread_priority_and_policy, thread_native_id,
    };
    let idle = ThreadSchedulePolicy::Normal(NormalThreadSchedulePolicy::Idle);
    set_thread_priority_and_policy(thread_native_id(), ThreadPriority::Min, idle)
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn lower() -> Result<(), thread_priority::Error> {
    thread_priority::set_current_thread_priority(thread_priority::ThreadPriority::Min)
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn a_thread_that_gives_way_is_of_the_idle_class() {
        let policy = std::thread::spawn(|| {
            give_way("a test");
            let stat = std::fs::read_to_string("/proc/thread-self/stat").unwrap();
            let (_, after_name) = stat.rsplit_once(')').unwrap();
            // The 41st field of all is the policy (proc(5)); two stand before these.
            after_name.split_whitespace().nth(38).unwrap().to_owned()
        });
        assert_eq!(policy.join().unwrap(), "5");
    }
}
