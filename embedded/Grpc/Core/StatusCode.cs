namespace Grpc.Core;

/// <summary>How a call ended. The numbers are those of the wire protocol.</summary>
public enum StatusCode
{
    OK = 0,

    /// <summary>Given up by the caller.</summary>
    Cancelled = 1,

    /// <summary>Failed for a reason that the server does not tell.</summary>
    Unknown = 2,

    /// <summary>An argument is wrong, whatever the state of the system.</summary>
    InvalidArgument = 3,

    /// <summary>Not done within the time that the caller gave.</summary>
    DeadlineExceeded = 4,

    NotFound = 5,

    AlreadyExists = 6,

    /// <summary>The caller is known and may not do this.</summary>
    PermissionDenied = 7,

    /// <summary>A quota, a rate or a size is exceeded.</summary>
    ResourceExhausted = 8,

    /// <summary>The system's state must change before the same call can succeed.</summary>
    FailedPrecondition = 9,

    /// <summary>Lost against a concurrent call.</summary>
    Aborted = 10,

    OutOfRange = 11,

    /// <summary>No such service, method or encoding here.</summary>
    Unimplemented = 12,

    /// <summary>What arrived breaks the protocol, or the server broke a promise of its own.</summary>
    Internal = 13,

    /// <summary>The same call may succeed later.</summary>
    Unavailable = 14,

    DataLoss = 15,

    /// <summary>The caller did not say, or could not prove, who it is.</summary>
    Unauthenticated = 16,
}
