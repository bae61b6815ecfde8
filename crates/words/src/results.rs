//! What EPP says first: the message of a result code.

use crate::Words;

impl Words {
    /// The message of a result code (RFC 5730, section 3; word for word in English). A code that
    /// the RFC does not have is told as 2400, a failure of ours.
    pub fn result(self, code: u16) -> String {
        match code {
            1000 => self.result_1000(),
            1001 => self.result_1001(),
            1300 => self.result_1300(),
            1301 => self.result_1301(),
            1500 => self.result_1500(),
            2000 => self.result_2000(),
            2001 => self.result_2001(),
            2002 => self.result_2002(),
            2003 => self.result_2003(),
            2004 => self.result_2004(),
            2005 => self.result_2005(),
            2100 => self.result_2100(),
            2101 => self.result_2101(),
            2102 => self.result_2102(),
            2103 => self.result_2103(),
            2104 => self.result_2104(),
            2105 => self.result_2105(),
            2106 => self.result_2106(),
            2200 => self.result_2200(),
            2201 => self.result_2201(),
            2202 => self.result_2202(),
            2300 => self.result_2300(),
            2301 => self.result_2301(),
            2302 => self.result_2302(),
            2303 => self.result_2303(),
            2304 => self.result_2304(),
            2305 => self.result_2305(),
            2306 => self.result_2306(),
            2307 => self.result_2307(),
            2308 => self.result_2308(),
            2500 => self.result_2500(),
            2501 => self.result_2501(),
            2502 => self.result_2502(),
            _ => self.result_2400(),
        }
    }
}
