namespace Orleans.Tx.Silo.Source.Records;

/// <summary>The NUL character in JSON, where it can only stand as an escape.</summary>
internal static class EscapedNul
{
    public static bool IsIn(ReadOnlySpan<byte> json)
    {
        while (json.IndexOf("\\u0000"u8) is >= 0 and var place)
        {
            // After an odd number of backslashes this one is escaped itself.
            var before = json[..place];
            if ((before.Length - before.TrimEnd((byte)'\\').Length) % 2 == 0)
                return true;
            json = json[(place + 1)..];
        }

        return false;
    }
}
