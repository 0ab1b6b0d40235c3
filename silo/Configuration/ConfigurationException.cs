namespace Orleans.Tx.Silo.Configuration;

/// <summary>
/// The configuration is wrong. The message has a line for each thing that is: the full key, its value unless that may be secret, and
/// what is allowed.
/// </summary>
public sealed class ConfigurationException(string message, Exception? innerException = null) : Exception(message, innerException);
