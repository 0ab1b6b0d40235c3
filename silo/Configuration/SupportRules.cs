namespace Orleans.Tx.Silo.Configuration;

/// <summary>Keys that have a meaning which the program does not fulfil yet: they are refused, never ignored.</summary>
internal static class SupportRules
{
    public static void Check(string key, SourceOptions source, ConfigurationErrors errors)
    {
        errors.Require(source.Method == RequestMethod.Get, $"{key}:Method", "Post is not supported yet; Get is");
        errors.Require(source.Auth.Kind != AuthKind.OAuth2, $"{key}:Auth:Kind",
            "OAuth2 is not supported yet; None, Bearer, Basic, Header and Query are");
        errors.Require(source.Records.Where.Count == 0, $"{key}:Records:Where", "is not supported yet");
        errors.Require(source.Records.Negative.Count == 0, $"{key}:Records:Negative", "is not supported yet");
    }
}
