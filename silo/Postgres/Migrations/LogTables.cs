namespace Orleans.Tx.Silo.Postgres.Migrations;

/// <summary>Sources, weeks and the log of transactions.</summary>
internal static class LogTables
{
    // An id or customer is ordered by its bytes: the same on every server, whatever its locale, and the fastest.
    public const string Sql = """
        create table tx.sources (
            name text collate "C" primary key,
            last_batch bigint not null default 0
        );

        create table tx.weeks (
            source text collate "C" not null,
            week date not null,
            run int not null default 0,
            run_ended boolean not null default false,
            state text not null check (state in ('queued', 'pulling', 'waiting', 'failed', 'pulled', 'complete')),
            cursor text not null,
            fingerprint text not null default '',
            pages bigint,
            total bigint,
            rows bigint not null default 0,
            restated bigint not null default 0,
            duplicates bigint not null default 0,
            set_aside bigint not null default 0,
            outside bigint not null default 0,
            requests bigint not null default 0,
            rejections bigint not null default 0,
            message text,
            run_began_at timestamptz,
            completed_at timestamptz,
            updated_at timestamptz not null default clock_timestamp(),
            primary key (source, week)
        );

        create table tx.set_aside (
            source text collate "C" not null,
            week date not null,
            run int not null,
            page bigint not null,
            place int not null,
            reason text not null,
            raw text not null,
            seen_at timestamptz not null default clock_timestamp(),
            primary key (source, week, run, page, place)
        );

        -- Names what a transaction stored before its place in the log is known; it may have gaps, the number has none.
        create sequence tx.batch_uids;

        create table tx.batches (
            source text collate "C" not null,
            number bigint not null,
            uid bigint not null unique,
            week date not null,
            run int not null,
            rows int not null check (rows >= 0),
            taken_back int not null check (taken_back >= 0),
            committed_at timestamptz not null default clock_timestamp(),
            primary key (source, number)
        );
        comment on column tx.batches.rows is 'rows that the batch put in place: what still carries its uid, and what left it since';
        comment on column tx.batches.taken_back is 'rows of earlier batches that it replaced or removed';

        create table tx.transactions (
            source text collate "C" not null,
            week date not null,
            id text collate "C" not null,
            customer text collate "C" not null,
            occurred_at timestamptz not null,
            amount numeric not null,
            currency text collate "C" not null default '',
            batch_uid bigint not null,
            extra jsonb,
            primary key (source, week, id)
        ) partition by range (week);
        create index transactions_batch on tx.transactions (batch_uid);
        -- Not begun with the source, though always asked for with it: a planner with statistics from before a source's first rows
        -- would take an index that begins with it for the best way to any row, and read all of the source's for each.
        create index transactions_customer on tx.transactions (customer, source, occurred_at);
        comment on column tx.transactions.week is 'the Monday of the week';
        comment on column tx.transactions.currency is 'empty where the source names none';

        create table tx.log_entries (
            batch_uid bigint not null,
            taken_back boolean not null,
            source text collate "C" not null,
            week date not null,
            id text collate "C" not null,
            customer text collate "C" not null,
            occurred_at timestamptz not null,
            amount numeric not null,
            currency text collate "C" not null,
            primary key (batch_uid, taken_back, week, id)
        );
        comment on table tx.log_entries is 'what no longer stands in transactions: rows that left their batch, and that a batch took back';

        -- A partition is made as a table of its own and then attached, which queries and writers of other weeks do not notice.
        -- What is there is read from the catalog itself: to_regclass may remember a time before the lock was waited for.
        create function tx.add_week(monday date) returns boolean language plpgsql as $$
        declare
            name text := to_char(monday, '"transactions_"IYYY"w"IW');
        begin
            if extract(isodow from monday) <> 1 then
                raise exception 'a week begins on a Monday, % is none', monday;
            end if;
            if exists (select from pg_class c where c.relnamespace = 'tx'::regnamespace and c.relname = name) then
                return false;
            end if;
            perform pg_advisory_xact_lock(hashtextextended('tx.add_week', 0));
            if exists (select from pg_class c where c.relnamespace = 'tx'::regnamespace and c.relname = name) then
                return false;
            end if;
            execute format('create table tx.%I (like tx.transactions including all)', name);
            execute format('alter table tx.transactions attach partition tx.%I for values from (%L) to (%L)', name, monday, monday + 7);
            return true;
        end
        $$;

        """;
}
