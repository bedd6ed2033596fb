//! The wrong codes that were given in this isolate.

use gateway::access::WrongCodes;
use std::cell::RefCell;

thread_local! {
    static WRONG_CODES: RefCell<WrongCodes> = const { RefCell::new(WrongCodes::new()) };
}

/// Runs with the wrong codes.
pub(super) fn with<T>(run: impl FnOnce(&mut WrongCodes) -> T) -> T {
    WRONG_CODES.with_borrow_mut(run)
}

/// Forgets every wrong code.
pub(super) fn forget() {
    WRONG_CODES.replace(WrongCodes::new());
}
