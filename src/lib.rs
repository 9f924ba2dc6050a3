//! qingdan (清单): a spreadsheet engine for one job. A task-force office (工作专班办公室) hands each unit an Excel form
//! (填报表), gets the filled workbooks back (上报件), and produces the official quarter workbook (季度汇总表).
//! Everything a user touches is a workbook; everything the engine knows about a year is data, in `templates/`.
//!
//! # Where to start
//!
//! Data flows one way: [`read`] → [`recognize`] → [`check`] → [`consolidate`] → [`render`] → [`write`](mod@write). The flows are
//! in [`run`], one file each: `form` = [`roster`] → render → write; `check` = (read → recognize)\* → check → report; `return` = check → render → check → render → write;
//! `consolidate` = check → consolidate → render → write; `--previous` and `diff` = read → [`archive`]. [`cli`] turns arguments into data for `run`.
//!
//! | room | turns | into | knows alone |
//! |---|---|---|---|
//! | [`read`] | bytes | sources: sparse cells at true addresses, properties, defects | calamine, quick-xml, ZIP packages |
//! | [`plan`] | CSV and TOML, or a plan workbook's sheets | the plan, and findings about it | the year's files |
//! | [`normalize`] | one cell and its field | a value and a receipt | Chinese numbers, dates, units, words for nothing |
//! | [`archive`] | a workbook's figures | the rows of `_meta`, and back, with what was edited since | the `_meta` layout |
//! | [`roster`] | plan, period, archive | the rows expected of each unit, prefilled | who reports what |
//! | [`recognize`] | source and plan | a return: identity, tables, records, facts | how departments deform forms |
//! | [`formula`] | formula text | a compiled rule to evaluate, and A1 text to emit | formualizer-parse |
//! | [`check`] | returns, plan, roster, archive | checked rows, findings, the state of each expected row | rules of scope File, Return, Collection |
//! | [`consolidate`] | checked returns | the quarter: tables, lights, league, balance, changes | who counts |
//! | [`render`] | quarter, or form | a book: plain data | how an official table looks |
//! | [`write`](mod@write) | book | xlsx bytes | `rust_xlsxwriter` |
//! | [`report`] | findings, plan, lists | terminal text, JSON, CSV | |
//!
//! Below them lie [`key`], [`text`], [`value`], [`location`], [`period`] and [`finding`].
//!
//! Within a room a file is named for what it decides; where two names come near each other:
//!
//! - Every list that a rule may report from `check` is made there: `structure` looks at sheets, columns and rows of one
//!   return, `cell` and `row` at what is in them, `cross` across its tables, `collection` across returns, `history` at
//!   the period before; `ledger` puts an issue together from the office, its unit and the period before; `decisions` says
//!   what the office waived and adjusted.
//! - In `consolidate`, `official` makes the rows of the reported tables, `totals` what indicators take from projects,
//!   `score` the items that a unit is scored on (`scored` has their types), `board` the ranks, `standing` what the period
//!   before said, `explain` the words of 计分说明 and 评价建议, and `league` puts them together. `kept` makes an archive
//!   of the quarter, and `changes` compares two archives, whether the second is a workbook or is being made. `bulletin`
//!   counts and lists what `text/bulletin` names; the sentences stand in the plan's templates (`templates/*/texts/`).
//! - In `render/official`, a file draws one sheet; `table` draws the reported tables, `scored` the 计分明细 under the
//!   league, `columns` and `page` serve all, `appendix` draws 附录 with its receipts, `watch_list` 亮灯清单 on the cover,
//!   `wall` 挂图作战, `scores` and `trend` the bars of scores and the small lines; `leads` says where links go. In `recognize`, the room's own file makes what several of its files need
//!   (an unplaced cell), the others find where it is.
//! - `plan/rule/told` puts a rule into words, once for the terminal, the README, the rule book (`render/rules`) and the
//!   first sheet of a form. In `render/form`, `self_check` makes the row rules live.
//! - In `read`, `xlsx` reads a workbook in one pass: `guard` hands out each part once, `stream` counts what is inflated and
//!   kept of it, `xml` decodes text and guards against hostile markup, and the others know one part each.
//! - `render/returned` turns a return into what a form is filled with (`sent`), and what was found into marks; the form
//!   itself is `render/form`'s, whose `review` puts the marks in. `run/returned` has the copies checked in between (`copies`), and takes away
//!   what an earlier run wrote and what no longer holds (`stale`).
//! - Errors are `anyhow` sentences at the edges. The one typed error, why a file cannot be written, is in `write/file.rs`.
//!
//! # Invariants
//!
//! Each is a test in `tests/integration/architecture.rs`.
//!
//! - A module uses only modules to its left in this list: `key text value location period` · `finding` · `formula` ·
//!   `read` · `plan` · `normalize` · `archive` · `roster` · `recognize` · `check` · `consolidate` · `render` ·
//!   `write report` · `run` · `cli`.
//! - calamine and quick-xml only in `read`; `rust_xlsxwriter` only in `write`; clap only in `cli`; formualizer-parse only
//!   in `formula`; minijinja only in `plan/template.rs`. zip is in `read`, and in `write/finish.rs` for the two things
//!   that `rust_xlsxwriter` cannot write.
//! - Between `read` and `write`: no I/O, no clock, no `Result` in public functions. Equal input gives equal bytes.
//! - `recognize` never fails and reports nothing; it records facts. Only rules make findings. A rule that is not in
//!   the plan's catalogue does not run.
//! - Chinese that a user sees stands in `text` or in `templates/`; Chinese that we understand in a `vocabulary.rs`
//!   beside `recognize` and `normalize`; nowhere else, but for names of the plan's files in `plan/embedded.rs`.
//!
//! # Looking
//!
//! `cargo run --example pictures -- FOLDER` makes the workbooks and forms of the samples and of a stress case, and a
//! picture of every page they print; it needs `soffice` and `pdftoppm`. `.ci/audit FOLDER…` checks every workbook and
//! Word document in folders against the Open XML schemas.
//!
//! # Fuzzing
//!
//! A folder of its own, `fuzz`, has a target per entry: `read` takes any bytes, `read_parts` any content of the parts of a
//! workbook whose checksums hold, `read_apart` gives any bytes to the process that reads .xls, .xlsb and .ods (named by
//! `QINGDAN`), `recognize` takes any sparse workbook, `normalize` any cell in any field. With `cargo install cargo-fuzz`
//! and a C++ compiler, on the stable toolchain:
//!
//! ```text
//! mkdir -p fuzz/corpus/{read,read_parts,read_apart,recognize,normalize} && cargo build --release
//! RUSTC_BOOTSTRAP=1 cargo fuzz run read fuzz/corpus/read samples/问题示例 -- -max_total_time=120 -timeout=20 -rss_limit_mb=1024
//! RUSTC_BOOTSTRAP=1 cargo fuzz run read_parts fuzz/corpus/read_parts fuzz/seeds/read_parts -- -max_total_time=120 -timeout=20 -rss_limit_mb=1024
//! QINGDAN=target/release/qingdan RUSTC_BOOTSTRAP=1 cargo fuzz run read_apart fuzz/corpus/read_apart tests/integration/formats -- -max_total_time=120 -timeout=20 -rss_limit_mb=1024
//! RUSTC_BOOTSTRAP=1 cargo fuzz run recognize fuzz/corpus/recognize -- -max_total_time=120 -timeout=20 -rss_limit_mb=1024
//! RUSTC_BOOTSTRAP=1 cargo fuzz run normalize fuzz/corpus/normalize -- -max_total_time=120 -timeout=20 -rss_limit_mb=1024
//! ```
//!
//! # Decisions
//!
//! - *Who reads an .xlsx?* We do, in one pass. calamine is the second opinion that the tests ask of every workbook, and each
//!   difference has its reason in `tests/integration/reading/second_opinion.rs`: it aborts on hostile files, which cannot be
//!   caught, loses a whole sheet at one `#SPILL!`, checks no checksum and gives no notes and no hidden rows.
//! - *Is a part in UTF-16 read?* No, though the format allows it: no office program writes one, and a part that two
//!   programs may read differently is refused by name.
//! - *Which period is a label of that names one?* 三季度进展情况 is 本期进展情况 where that quarter is reported, by the stamp,
//!   the cover or the title, else by the period that was asked for; of another period the column is left, listed and
//!   asked about. Of figures, those of a quarter and those up to its end are different fields (1-9月完成投资 is
//!   本年累计完成投资), and what may be either is left. 进展情况及下步打算 is read whole as what it names first.
//! - *What of a note 单位：亿元 above a table?* A label that names a unit says more: its column is read by it, and S08 says
//!   that the two differ. A column whose label names none is read in the note's unit (V04). So no figure is converted
//!   twice, and none silently.
//! - *Is a code known that was typed otherwise?* Brackets and stops around it, a dash or zeros between letters and digits
//!   don't matter where only one code of the plan remains; the receipt stands in 附录. *And a name?* Where it lacks its
//!   last word or differs in a character or two, but never in what tells two things of one name apart (一期, 东): S12.
//! - *Are tables read that stand beside each other?* Where an empty column is between them and their heads are in the
//!   same rows. Otherwise the wider understanding counts, and what is in no column of it is listed.
//! - *Is a workbook of several units read as several returns?* No, it is refused by name (F11): a file has one verdict, one
//!   returned copy and one line in every list, and half a file cannot be superseded.
//! - *Are cells counted that have only a style?* Yes, ten to each filled one that is allowed; whole columns that were
//!   coloured in pass, sixty million cells don't.
//! - *A value with an open error?* A number's or date's cell is written as text, so that live formulas, sums and the
//!   next quarter leave it out by themselves. A status cannot be left out so (a formula still reads a text), therefore
//!   formulas of that row are emitted with `""` in its place; the cell still shows what was sent.
//! - *How is a whole-number indicator with a base judged?* 应完成数 = INT((目标值−基数)×序时), held against 完成值−基数,
//!   as 完成率 is. Without a base this is INT(目标值×序时). Holding the whole value against INT(目标值×序时) would show
//!   green beside a completion rate of 0 %.
//! - *A total of projects when none is registered?* 暂无数据, not zero: the gap is one of registration.
//! - *Is an item that scores 0 by its row still a formula?* Where the formula of its row says the same; what the row
//!   doesn't say (an open error, nothing came) is a number with its reason beside it, and stays until the next run.
//! - *Can a score be negative?* No: a growth below zero scores 0, else it would pay to send nothing.
//! - *Is an indicator that is 未到节点 without data?* It has data and isn't scored; only what is missing, wrong or
//!   暂无数据 counts against the share of weight that a unit must have to be ranked.
//! - *Whose error is it?* An open error costs the item of the unit in whose file it is, and for an issue also where the
//!   office's row has it; a supporting unit's mistake costs its own return, not the lead's item.
//! - *Which lights are a street office's?* Those of its own rows and of the projects on its ground, as it is scored on
//!   them. *Who is among the last three?* Those of whom fewer than three on the board have less, as the first three are
//!   those of whom fewer than three have more.
//! - *And one that need not report, by a waiver?* It stays 未报 in 报送情况, approved; what it leads and its return are
//!   not scored, and it is not urged.
//! - *How is a verdict of the office seen in print?* By a mark that the number format puts behind the light, so that the
//!   value stays the light alone; 附录 has what the lead reported, the verdict, the reason.
//! - *Is a unit silent that was asked for nothing?* No: 报送 does not apply to it, and it is not urged.
//! - *How does the engine know a column?* By its `role` in `tables.toml`, never by its name, so that a plan may rename
//!   every column. Words that the engine compares with (已完成, 绿 …) stand in `[words]` there.
//! - *Is a cell of the previous workbook edited when it differs from `_meta`?* Where somebody typed: a formula's result
//!   that differs beside an edited cell only follows from it, where we wrote that formula. A sheet is looked for by its
//!   name or its head, a column by its label, a row by its key, so renaming, putting a column in and sorting edit no cell.
//!   What is gone is named once and counts as `_meta` has it; a row that was put in is named and doesn't count.
//! - *How does one know that `_meta` is whole?* Its first row has the number of rows and a digest over them. A workbook
//!   with the layout before (`qingdan-archive;1`) has neither, and is refused as one of another version.
//! - *Which target is on a form?* The adjusted one where the adjustment of the period before stands. What a project's
//!   investment of the year was before is kept beside it, and is on the form again when it is withdrawn.
//! - *Whose is an issue that the office gives to another unit?* The other's: the former one is no longer expected to
//!   report it, and what it wrote is listed with what entered no table.
//! - *Is a number with more behind it a number?* With a unit, in brackets or not (30家, 30(家)), where the unit converts. With
//!   anything else (2家(五马街、禅街), 30家企业) it is no definite number: only a person knows whether the rest is a remark.
//! - *Where is spoken of an issue that the office's form lacks?* Where its unit has it. Nobody who sent nothing of it is spoken
//!   of when one file is looked at by itself.
//! - *Is a unit that need not report among 未报 in the bulletin?* No, it is counted apart (经批准不报); the cover counts it
//!   among 未报 and says how many were approved, as C01 does.
//! - *What is a change?* What a person decided or reported: figures, statuses, dates, choices, what the plan says, lights
//!   and ranks. Rates and gaps follow from them, and texts are told anew each period; neither is listed.
//! - *What stands for a period that did not ask?* The last figure of the same year, kept as an earlier one, so that a
//!   quarter may follow a month.
//! - *What does the year ask for?* The fourth quarter's forms: they hold what is yearly too.
//! - *Is an existing form overwritten?* Never, unless told: it may hold what a department filled in. Nor is a plan
//!   workbook, though it carries the property of our own workbooks: the office edits it.
//! - *How does a plan workbook go through the one loader?* Its lists are `PlanSheet`s as CSV files are; its sheets of
//!   settings, fields and rules become TOML again, and every byte of it knows its cell. So each value goes both ways
//!   and each fault is found once. A second loader from cells would have had to say everything twice.
//! - *What if a template of a bulletin is wrong?* It is tried out on loading, with nothing and with everything, and its
//!   variables are looked up whether a branch is taken or not: P19 with file and line. What still fails on a quarter's
//!   own data is P19 in 问题清单, stands where the bulletin would, and keeps the workbook at 征求意见稿.
//! - *What may a template consist of?* Variables, conditions, loops and the filters that the office is told of; it can
//!   give no name and build no list, so that it cannot grow what it is given. Its source, tags, nesting, steps and text
//!   have limits. A sandbox of time or memory would have needed threads, and would judge differently on each machine.
//! - *What of 分期目标?* It is checked (four figures that end at the target) and otherwise kept: 序时 is that of the
//!   months until the tables have a column for it, and a note says so.
//! - *Does a project taken off the list (调出) count?* Its row stays for the year; subtotals, totals, 取数 and the
//!   bulletin leave it out, since its plan would weigh on those that go on.
//! - *How does a form say what `check` would?* Each row rule is a formula on the hidden sheet `_check`, at the row of its
//!   line, and is silent after the same others as in `check`; 自检 joins them and names the fields they blame, and cells
//!   are coloured by that name. Helper columns beside the table would be hidden columns, which returns are asked about;
//!   one formula for all rules would be too long; and older programs colour by formulas over their own sheet only.
//! - *What does it not see?* What is typed otherwise than it is meant (１２, 9月30日): entry asks about that. An issue's
//!   extension counts until it is mended, though `check` sets it aside (Z04 beside Z05).
//! - *When do findings share a line?* When they say the same of one column of a sheet, but for cell, row or code. People
//!   read lines (`check`'s text, 问题清单); JSON and the records for a database have every finding singly. All counts (in
//!   summary and totals, 报送情况, C02, the cover) are of findings, so that they agree; the text says on how many lines
//!   they stand.
//! - *Which cells of a returned copy are marked?* Those that would be objected to if it were sent back unchanged: it is made
//!   plain, checked in the place of what it is a copy of, and made again. So a row that was missing has its cells marked that
//!   must be filled in. What was wrong with the file alone (a second row, a renamed label) is told beside the row. A rule
//!   blames one cell; where a row keeps it once other, empty cells are filled in, those are marked too. Which they are
//!   is asked of the rule's own formula (`plan/rule/lacking`), so that no second list can disagree with it.
//! - *How is what we wrote into a copy known when it comes back?* Its sheets carry check digits over their texts, the lines of
//!   its column begin as objections do, its notes have a mark. Whatever else stands there was typed, and is listed.
//! - *Is an existing copy, or a notice, overwritten?* If nobody changed it since we wrote it: both carry a digest of
//!   what they hold. The property alone would not say so, since a copy is made to be filled in. By the same sign one that
//!   no longer holds is taken away, if the run knows of its unit; a changed one stays, even with `--force`, and is named.
//! - *What of the list of what had no place when a copy comes back?* It is our sheet, so that it raises no objection, but what
//!   it lists is the unit's: it stays listed in the next copy, and in 数据溯源.
//! - *Why has a refused file no copy?* Nobody can say whose form it would be, or for when. Whose it may be by its name is told
//!   to that unit with the reason, and decides nothing.
//! - *Why do links stand on short texts only?* Some programs don't wrap a text that leads somewhere, and cut it in print.
//! - *Where do small lines (走势) stand?* In a column of their own, the last that is printed, and only where earlier
//!   periods are known; the figures they are drawn from stand to the right of all other columns. They are no field: a
//!   sheet's columns are those of the plan. Some programs show them on the screen and don't print them.
//! - *What does the copy for all units leave out?* The column 评价建议, which the office has yet to decide on, and links
//!   to returns. The bulletin stays as it is: what it praises and urges is what the office makes public.
//! - *And 亮灯清单?* A list of the moment, as the bulletin is: its members don't follow an edited cell. The wall does.
//! - TOML allows only ASCII in bare keys, so Chinese keys in `plan.toml` and `rules.toml` are quoted.

pub mod archive;
pub mod check;
pub mod cli;
pub mod consolidate;
pub mod finding;
pub mod formula;
pub mod key;
pub mod location;
pub mod normalize;
pub mod period;
pub mod plan;
pub mod read;
pub mod recognize;
pub mod render;
pub mod report;
pub mod roster;
pub mod run;
pub mod text;
pub mod value;
pub mod write;
