//! Disks that tell only of what this machine does to them: shares of a network, and the disks of
//! the machine around a virtual one. An editor elsewhere saves there unseen.

use std::path::Path;

/// By the numbers that Linux has for file systems (`statfs(2)`): NFS, SMB in three versions, Plan
/// 9's (Windows' own disks as Linux on Windows sees them), shared folders of virtual machines,
/// AFS, Ceph, Coda.
#[cfg(any(target_os = "linux", target_os = "android", test))]
const ELSEWHERE: [u32; 10] = [
    0x6969,
    0x517b,
    0xff53_4d42,
    0xfe53_4d42,
    0x0102_1997,
    0x786f_4256,
    0xbacb_acbc,
    0x5346_414f,
    0x00c3_6400,
    0x7375_7245,
];

/// Whether files at `path` may change without a word from the system.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub(super) fn may_change_unseen(path: &Path) -> bool {
    rustix::fs::statfs(path).is_ok_and(|disk| is_elsewhere(disk.f_type))
}

/// Windows and macOS tell of shares what the machine that has them tells.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub(super) const fn may_change_unseen(_: &Path) -> bool {
    false
}

/// The number is as wide as the processor, and has a sign on some.
#[cfg(any(target_os = "linux", target_os = "android", test))]
fn is_elsewhere(kind: impl TryInto<i128>) -> bool {
    let kind = kind.try_into().unwrap_or_default() & 0xffff_ffff;
    ELSEWHERE.iter().any(|known| i128::from(*known) == kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_told_from_disks() {
        // SMB, as a processor of 32 bits has it too; what Linux on Windows sees.
        assert!(is_elsewhere(0xff53_4d42_i64) && is_elsewhere(-11_317_950_i32));
        assert!(is_elsewhere(0x0102_1997_i64));
        // ext4, tmpfs, btrfs, overlay, xfs.
        for disk in [0xef53_i64, 0x0102_1994, 0x9123_683e, 0x794c_7630, 0x5846_5342] {
            assert!(!is_elsewhere(disk), "{disk:x}");
        }
        assert!(!may_change_unseen(&std::env::temp_dir()), "this machine's own");
    }
}
