namespace Orleans.Tx.Silo.Postgres.Migrations;

/// <summary>What runs of a week saw, what became of them, and how far the calendar is.</summary>
internal static class RunTables
{
    public const string Sql = """
        alter table tx.weeks drop constraint weeks_state_check;
        alter table tx.weeks add constraint weeks_state_check
            check (state in ('queued', 'pulling', 'waiting', 'failed', 'pulled', 'complete', 'paused'));
        alter table tx.weeks
            add column repeated bigint not null default 0,
            add column nameless bigint not null default 0,
            add column removed bigint not null default 0,
            add column leaving bigint not null default 0,
            add column stored bigint not null default 0,
            add column total_changed boolean not null default false,
            add column second_reading boolean not null default false;
        update tx.weeks as w set stored = (select count(*) from tx.transactions where source = w.source and week = w.week);
        comment on column tx.weeks.stored is 'rows of the week, whichever run brought them';
        comment on column tx.weeks.leaving is 'rows that the source no longer has, and that stay until a person confirms';

        alter table tx.sources add column calendar_week date;
        comment on column tx.sources.calendar_week is 'the Monday of the last week that was queued because it was due';

        create table tx.runs (
            source text collate "C" not null,
            week date not null,
            run int not null,
            state text not null,
            message text,
            pages bigint not null,
            total bigint,
            rows bigint not null,
            restated bigint not null,
            removed bigint not null,
            duplicates bigint not null,
            repeated bigint not null,
            set_aside bigint not null,
            nameless bigint not null,
            outside bigint not null,
            filtered bigint not null,
            requests bigint not null,
            rejections bigint not null,
            began_at timestamptz not null,
            ended_at timestamptz not null,
            primary key (source, week, run)
        );
        comment on table tx.runs is 'runs that ended, as they were then';

        -- Rows that a run stored carry its batches; what it met otherwise is kept here until it ends.
        create table tx.seen (
            source text collate "C" not null,
            week date not null,
            id text collate "C" not null,
            stays boolean not null,
            primary key (source, week, id)
        );
        comment on column tx.seen.stays is 'false for a record that does not count or lies outside the week';

        create table tx.unseen (
            source text collate "C" not null,
            week date not null,
            id text collate "C" not null,
            run int not null,
            twice boolean not null,
            primary key (source, week, id)
        );
        comment on table tx.unseen is 'rows that the last whole run of the week did not meet';

        """;
}
