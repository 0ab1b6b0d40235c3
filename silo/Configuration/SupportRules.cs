namespace Orleans.Tx.Silo.Configuration;

/// <summary>Keys that have a meaning which the program does not fulfil yet: they are refused, never ignored.</summary>
internal static class SupportRules
{
    public static void Check(string key, SourceOptions source, ConfigurationErrors errors)
    {
        errors.Require(source.Auth.Kind != AuthKind.OAuth2, $"{key}:Auth:Kind",
            "OAuth2 is not supported yet; None, Bearer, Basic, Header and Query are");
    }
}
