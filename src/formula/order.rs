//! In which order computed columns are computed, where they read each other.

/// The computed columns, each after those it reads; otherwise as given. `computed` holds slots with the slots they read;
/// columns that are not computed don't matter.
///
/// # Errors
/// One column that depends on itself, directly or through others.
pub fn order(computed: &[(usize, &[usize])]) -> Result<Vec<usize>, usize> {
    let mut ordered: Vec<usize> = Vec::with_capacity(computed.len());
    let mut open: Vec<(usize, &[usize])> = computed.to_vec();
    while let Some(next) = open.iter().position(|(_, reads)| first_open(reads, &open).is_none()) {
        let (slot, _) = open.remove(next);
        ordered.push(slot);
    }
    let Some(&(mut slot, _)) = open.first() else { return Ok(ordered) };
    // Every open column reads an open one, so going from each to the next must come round.
    let mut passed = Vec::new();
    while !passed.contains(&slot) {
        passed.push(slot);
        let reads = open.iter().find(|(known, _)| *known == slot).map_or(&[][..], |(_, reads)| reads);
        slot = first_open(reads, &open).unwrap_or(slot);
    }
    Err(slot)
}

/// The first of these columns that is not computed yet.
fn first_open(reads: &[usize], open: &[(usize, &[usize])]) -> Option<usize> {
    reads.iter().copied().find(|read| open.iter().any(|(slot, _)| slot == read))
}

#[cfg(test)]
mod tests {
    use super::order;

    #[test]
    fn columns_come_after_those_they_read_and_otherwise_as_given() {
        assert_eq!(order(&[(5, &[3, 0]), (3, &[4]), (4, &[0, 1]), (6, &[])]), Ok(vec![4, 3, 5, 6]));
        assert_eq!(order(&[]), Ok(Vec::new()));
    }

    #[test]
    fn a_cycle_is_named_by_a_column_in_it() {
        // 9 only leads into the cycle of 1 and 2.
        assert!(matches!(order(&[(9, &[1]), (1, &[2]), (2, &[1])]), Err(1 | 2)));
        assert_eq!(order(&[(7, &[7])]), Err(7));
    }
}
