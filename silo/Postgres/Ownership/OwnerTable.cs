namespace Orleans.Tx.Silo.Postgres.Ownership;

/// <summary>Where the program that owns the database tells its address.</summary>
internal static class OwnerTable
{
    public const string Sql = """
        create table tx.owner (
            only_one boolean primary key default true check (only_one),
            host text not null,
            pid int not null,
            address text
        );
        """;
}
