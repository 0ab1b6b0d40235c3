namespace Orleans.Tx.Silo.Postgres.Migrations;

/// <summary>Which engine worked on the store since when.</summary>
internal static class EngineChangeTable
{
    public const string Sql = """
        create table tx.engines (
            began_at timestamptz primary key,
            engine text not null
        );
        comment on table tx.engines is 'each engine keeps states of its own: what was sent to a source under another is not known to it';

        insert into tx.engines
        select '-infinity', case when to_regclass('embedded.grain_state') is null then 'orleans' else 'embedded' end
        where to_regclass('embedded.grain_state') is not null or exists (select from tx.orleans_states);

        """;
}
