using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace Orleans.Tx.Gateway.Security;

/// <summary>Puts secrets of this process in the place of files.</summary>
internal static class SecretsExtensions
{
    public static void AddSecrets(this IServiceCollection services)
    {
        services.AddDataProtection();
        services.Configure<KeyManagementOptions>(keys => (keys.XmlRepository, keys.XmlEncryptor) = (new Secrets(), new NullXmlEncryptor()));
    }
}
