using System.CommandLine;

namespace TrustlessPools.Cli.Operator;

/// <summary><c>tpool operator</c>: an operator of a staking pool, from its first day on.</summary>
internal static class OperatorCommand
{
    internal static Command Create() => new(
        "operator", "Be an operator: hold shares of validators' keys and sign with them.")
    {
        OperatorInitCommand.Create(),
        OperatorRunCommand.Create(),
        OperatorStatusCommand.Create(),
        OperatorProtectionCommand.Create(),
        OperatorBondCommand.CreateBond(),
        OperatorBondCommand.CreateUnbond(),
        OperatorBondCommand.CreateAccount(),
        OperatorBidCommand.Create(),
        OperatorRegisterCommand.CreateConsent(),
        OperatorRegisterCommand.CreateRegister(),
        OperatorExitCommand.Create(),
    };
}
