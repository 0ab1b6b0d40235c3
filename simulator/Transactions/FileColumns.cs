namespace Orleans.Tx.Simulator.Transactions;

/// <summary>Where an order file's columns stand, by the names in its header.</summary>
internal readonly record struct FileColumns(int Count, int Customer, int CreatedAt, int Amount, int? Currency)
{
    public static FileColumns Find(string path, string[] header)
    {
        var currency = Array.IndexOf(header, "currency");
        return new FileColumns(
            header.Length,
            Required("customer_id"),
            Required("created_at"),
            Required("amount"),
            currency < 0 ? null : currency);

        int Required(string name)
        {
            var found = Array.IndexOf(header, name);
            return found >= 0 ? found : throw new InvalidDataException(
                $"{path} has no column '{name}'; its header has: {string.Join(", ", header)}.");
        }
    }
}
