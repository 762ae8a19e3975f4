//! Realistic contacts, as the service sends them: seeded, any number, about 1.2 KB each.
//!
//! Contact `n` of a seed is always the same, whatever came before it. Every documented shape occurs: employments and
//! addresses as JSON in a string (one address in 24 as a Python dictionary), timestamps with and without zone and
//! fraction, tags as objects, null members, names in a dozen languages, one contact in 16 with `\u` escapes.
//! `created` is always in UTC, so that tools without dates can compare its first 19 characters as text, and `Jon` stands
//! between spaces only, so that tools without Unicode words find the same contacts.

use std::fmt::Write as _;

/// The present of the data, 2026-01-01T00:00:00Z: everything was created in the fifteen years before it.
const NOW_SECONDS: u64 = 1_767_225_600;
const FIFTEEN_YEARS: u64 = 15 * 365 * 86_400;

const PEOPLE: [(&[&str], &[&str]); 8] = [
    (
        &["Jon", "Mary", "James", "Linda", "Robert", "Susan", "Michael", "Karen", "David", "Emily", "Sean", "Grace"],
        &["Smith", "Johnson", "O'Brien", "Ferrara", "Miller", "Davis", "Wilson", "Taylor", "Clark", "Young", "Wright"],
    ),
    (
        &["José", "María", "Jesús", "Lucía", "Andrés", "Sofía", "Íñigo", "Carmen"],
        &["García", "Fernández", "Muñoz", "Peña", "Ibáñez", "López", "Núñez"],
    ),
    (
        &["François", "Zoë", "Hélène", "Jérôme", "Anaïs", "Chloé", "Étienne"],
        &["Lefèvre", "Bérenger", "Noël", "Châtelain", "Dupré", "d'Arcy"],
    ),
    (
        &["Jürgen", "Käthe", "Götz", "Sören", "Björn", "Annika", "Heiko"],
        &["Müller", "Weiß", "Schröder", "Groß", "Jäger", "Østergård", "Bäcker"],
    ),
    (
        &["Łukasz", "Małgorzata", "Paweł", "Zbyšek", "Jiří", "Çağla", "İbrahim", "Ştefan"],
        &["Wójcik", "Dąbrowski", "Dvořák", "Yılmaz", "Öztürk", "Țepeș", "Kovačić"],
    ),
    (
        &["Алексей", "Мария", "Дмитрий", "Елена", "Сергей", "Йосиф"],
        &["Иванов", "Смирнова", "Кузнецов", "Чайковский", "Андреев"],
    ),
    (&["太郎", "花子", "健一", "美咲"], &["山田", "佐藤", "鈴木", "高橋"]),
    (&["Nguyễn", "Thị", "Γιώργος", "Ελένη", "محمد", "فاطمة"], &["Trần", "Phạm", "Παπαδόπουλος", "الحسن"]),
];
/// Whose names a contact bears, by shares of a sixteenth; one in forty is of the next one.
const LANGUAGES: [usize; 16] = [0, 0, 0, 0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 5, 6];
const COMPANIES: [&str; 12] = [
    "Nimble",
    "Acme",
    "Globex",
    "Initech",
    "Umbrella",
    "Société Générale",
    "Müller & Söhne",
    "Łódź Software",
    "Stark Industries",
    "Café Olé",
    "Пример",
    "株式会社テスト",
];
const SUFFIXES: [&str; 6] = ["Inc", "LLC", "GmbH", "S.A.", "Ltd", "Group"];
const TITLES: [&str; 10] = [
    "Founder",
    "CEO",
    "Sales Manager",
    "Software Engineer",
    "Head of Marketing",
    "Account Executive",
    "Directeur général",
    "Geschäftsführer",
    "VP Sales",
    "Office Manager",
];
const TAGS: [&str; 16] = [
    "vip",
    "csv import",
    "newsletter",
    "customer",
    "lead",
    "partner",
    "archived",
    "conference 2024",
    "prospect",
    "investor",
    "press",
    "überfällig",
    "cliente",
    "supplier",
    "friend",
    "do not call",
];
/// City, state, zip, country.
const CITIES: [[&str; 4]; 9] = [
    ["Los Angeles", "CA", "90401", "United States"],
    ["New York", "NY", "10001", "United States"],
    ["Austin", "TX", "73301", "United States"],
    ["London", "", "SW1A 1AA", "United Kingdom"],
    ["München", "Bayern", "80331", "Deutschland"],
    ["São Paulo", "SP", "01310-100", "Brasil"],
    ["Kraków", "", "30-001", "Polska"],
    ["Москва", "", "101000", "Россия"],
    ["東京", "", "100-0001", "日本"],
];
const WORDS: [&str; 20] = [
    "met",
    "at",
    "the",
    "conference",
    "in",
    "spring",
    "interested",
    "in",
    "a",
    "demo",
    "follow",
    "up",
    "next",
    "quarter",
    "likes",
    "espresso",
    "naïve",
    "résumé",
    "investor",
    "since",
];

/// Appends contact `number` of `seed` to `line`, as one line of JSON without its line break.
pub(crate) fn write_contact(seed: u64, number: u64, line: &mut String) {
    let start = line.len();
    Contact { random: Random::new(seed, number), line }.contact(number);
    if number % 16 == 7 {
        let escaped = escape_non_ascii(&line[start..]);
        line.truncate(start);
        line.push_str(&escaped);
    }
}

struct Contact<'a> {
    random: Random,
    line: &'a mut String,
}

impl Contact<'_> {
    fn contact(&mut self, number: u64) {
        // The square brings most contacts near the present.
        let age = self.random.unit();
        let created = NOW_SECONDS - (age * age * FIFTEEN_YEARS as f64) as u64 - 1;
        let updated = created + self.random.below(NOW_SECONDS - created);
        let company = self.random.below(8) == 0;

        self.line.push_str("{\"updated\":\"");
        self.timestamp(updated);
        self.line.push_str("\",\"created\":\"");
        self.timestamp(created);
        self.line.push_str("\",\"fields\":{");
        if company {
            self.company();
        } else {
            self.person();
        }
        self.line.push_str("},\"object_type\":\"contact\",\"id\":\"");
        let id = format!("{:08x}{:016x}", created, (number << 20) | self.random.below(1 << 20));
        self.line.push_str(&id);
        self.line.push_str("\",\"last_contacted\":");
        self.last_contacted(updated);
        self.line.push_str(",\"avatar_url\":");
        if self.random.below(3) == 0 {
            let _ = write!(self.line, "\"https://app.nimble.com/api/contacts/avatars/{id}\"");
        } else {
            self.line.push_str("null");
        }
        let _ = write!(
            self.line,
            ",\"record_type\":\"{}\",\"creator\":\"Emil Kio\",\"children\":[],\"tags\":[",
            if company { "company" } else { "person" }
        );
        for index in 0..self.random.below(5) {
            let tag = self.random.pick(&TAGS);
            let comma = if index > 0 { "," } else { "" };
            let _ = write!(self.line, "{comma}{{\"tag\":\"{tag}\",\"id\":\"5049fa0c9b85f62cb40{:05x}\"}}", tag.len());
        }
        self.line.push_str("],\"owner_id\":\"5049f696a694620a0700001c\"}");
    }

    fn person(&mut self) {
        let (first, last) = PEOPLE[LANGUAGES[self.random.below(16) as usize] + usize::from(self.random.below(40) == 0)];
        let (first, last) = (self.random.pick(first), self.random.pick(last));
        self.field("first name", "", first);
        if self.random.below(10) == 0 {
            let middle = if self.random.below(4) == 0 { "Jon" } else { "Marie" };
            self.next_field("middle name", "", middle);
        }
        self.next_field("last name", "", last);
        let handle = format!("{}.{}", first.to_lowercase(), last.to_lowercase().replace('\'', ""));
        if handle.is_ascii() {
            let email = format!("{handle}{}@example.com", self.random.below(100));
            self.next_field("email", "work", &email);
        } else {
            let email = format!("user{}@example.org", self.random.below(1_000_000));
            self.next_field("email", "personal", &email);
        }
        if self.random.below(4) > 0 {
            let company = self.random.pick(&COMPANIES);
            let (suffix, title) = (self.random.pick(&SUFFIXES), self.random.pick(&TITLES));
            let from = 2000 + self.random.below(25);
            let employment = format!(
                "{{\\\"company_name\\\": \\\"{company} {suffix}\\\", \\\"title\\\": \\\"{title}\\\", \
                 \\\"start_date\\\": \\\"{from}-01-01\\\", \\\"end_date\\\": null, \\\"is_present\\\": true}}"
            );
            self.next_field("contact employment", "", &employment);
        }
        self.contact_details();
        if self.random.below(3) == 0 {
            let birthday = format!(
                "{:02}/{:02}/{}",
                1 + self.random.below(12),
                1 + self.random.below(28),
                1940 + self.random.below(65)
            );
            self.next_field("birthday", "", &birthday);
        }
    }

    fn company(&mut self) {
        let name = format!("{} {}", self.random.pick(&COMPANIES), self.random.pick(&SUFFIXES));
        self.field("company name", "", &name);
        let domain = format!("example{}.com", self.random.below(10_000));
        self.next_field("domain", "", &domain);
        let url = format!("https://{domain}/");
        self.next_field("URL", "work", &url);
        let employees = (1 + self.random.below(8)).to_string();
        self.next_field("# of employees", "", &employees);
        self.contact_details();
    }

    fn contact_details(&mut self) {
        let phone = format!("+1 ({}) 555-{:04}", 200 + self.random.below(800), self.random.below(10_000));
        self.next_field("phone", "work", &phone);
        let [city, state, zip, country] = CITIES[self.random.below(9) as usize];
        let street = format!("{} {} Street", 1 + self.random.below(999), self.random.pick(&["Main", "Oak", "Élysée"]));
        let (quote, none) = if self.random.below(24) == 0 { ("'", "None") } else { ("\\\"", "null") };
        let state = if state.is_empty() { none.to_owned() } else { format!("{quote}{state}{quote}") };
        let address = format!(
            "{{{quote}street{quote}: {quote}{street}{quote}, {quote}city{quote}: {quote}{city}{quote}, \
             {quote}state{quote}: {state}, {quote}zip{quote}: {quote}{zip}{quote}, {quote}country{quote}: \
             {quote}{country}{quote}}}"
        );
        self.next_field("address", "work", &address);
        if self.random.below(2) == 0 {
            let rating = self.random.below(6).to_string();
            self.next_field("rating", "", &rating);
        }
        if self.random.below(4) == 0 {
            let status = (1 + self.random.below(4)).to_string();
            self.next_field("lead status", "", &status);
        }
        if self.random.below(4) == 0 {
            let words = 4 + self.random.below(18);
            let text: Vec<_> = (0..words).map(|_| self.random.pick(&WORDS)).collect();
            self.next_field("description", "other", &text.join(" "));
        }
        if self.random.below(2) == 0 {
            self.next_field("source", "", "csv");
        }
    }

    fn next_field(&mut self, name: &str, modifier: &str, value: &str) {
        self.line.push(',');
        self.field(name, modifier, value);
    }

    /// `value` is already escaped.
    fn field(&mut self, name: &str, modifier: &str, value: &str) {
        let _ = write!(
            self.line,
            "\"{name}\":[{{\"modifier\":\"{modifier}\",\"value\":\"{value}\",\"label\":\"{name}\"}}]"
        );
    }

    fn last_contacted(&mut self, after: u64) {
        match self.random.below(5) {
            0 | 1 => self.line.push_str("null"),
            2 => self.line.push_str("{\"user_id\":null,\"deletion_tstamp\":null,\"tstamp\":null}"),
            _ => {
                let user = self.random.below(3);
                let _ = write!(
                    self.line,
                    "{{\"user_id\":\"5c459c52ceee1868ee3ab41{user}\",\"deletion_tstamp\":null,\
                     \"type\":\"LCType<message>\",\"object_id\":\"ed5afbee-37f5-db6b-7f71-c7d6b8750bbb\",\"tstamp\":\""
                );
                let at = after + self.random.below(NOW_SECONDS - after + 1);
                write_time(self.line, at);
                self.line.push_str(self.random.pick(&["+0000", "+0300", "-0700", "Z"]));
                self.line.push_str("\"}");
            }
        }
    }

    /// `seconds` in one of the shapes that the service sends in UTC.
    fn timestamp(&mut self, seconds: u64) {
        write_time(self.line, seconds);
        match self.random.below(3) {
            0 => self.line.push_str("+0000"),
            1 => self.line.push('Z'),
            _ => {
                let _ = write!(self.line, ".{:06}", self.random.below(1_000_000));
            }
        }
    }
}

fn write_time(line: &mut String, seconds: u64) {
    // Days to a date of the Gregorian calendar, counted from 1 March of the year 0.
    let days = seconds / 86_400 + 719_468;
    let (era, day) = (days / 146_097, days % 146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = era * 400 + year + u64::from(month <= 2);
    let (hour, minute, second) = (seconds / 3_600 % 24, seconds / 60 % 60, seconds % 60);
    let _ = write!(line, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}");
}

fn escape_non_ascii(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len() * 2);
    for character in json.chars() {
        if character.is_ascii() {
            escaped.push(character);
        } else {
            for unit in character.encode_utf16(&mut [0; 2]) {
                let _ = write!(escaped, "\\u{unit:04x}");
            }
        }
    }
    escaped
}

/// `SplitMix64`.
struct Random(u64);

impl Random {
    fn new(seed: u64, number: u64) -> Self {
        Self(seed.wrapping_mul(0xd134_2543_de82_ef95) ^ number.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit.max(1)
    }

    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn pick<'s>(&mut self, from: &[&'s str]) -> &'s str {
        from[self.below(from.len() as u64) as usize]
    }
}
