namespace Orleans.Tx.Simulator.Transactions;

/// <summary>64 bits as 13 characters that sort like the number (Crockford's alphabet, lower case).</summary>
internal static class Base32
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int Length = 13;

    public static string Encode(string prefix, ulong value) =>
        string.Create(prefix.Length + Length, (prefix, value), static (text, of) =>
        {
            of.prefix.CopyTo(text);
            for (var (at, rest) = (text.Length - 1, of.value); at >= of.prefix.Length; at--, rest >>= 5)
                text[at] = Alphabet[(int)(rest & 31)];
        });
}
