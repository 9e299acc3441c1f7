<#
.SYNOPSIS
  The same steps as the shell scripts, for people with pwsh.
.DESCRIPTION
  Build: the solution and the programs in artifacts/bin. Test: all tests. Quickstart: the main job on a simulated rack. Pack: packages of the
  provider in artifacts/pack. InstallProvider: builds the provider and puts it where terraform looks. All but the first need Linux and run the scripts
  of the README, which install the Debian packages that are missing and say which.
.EXAMPLE
  ./build.ps1 -Target Test
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Quickstart', 'Pack', 'InstallProvider')]
    [string] $Target = 'Build'
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

function Invoke-Step {
    param([string] $Title, [scriptblock] $Action)
    Write-Information "== $Title" -InformationAction Continue
    & $Action
    if ($LASTEXITCODE -ne 0) { throw "$Title failed with exit code $LASTEXITCODE." }
}

Push-Location $PSScriptRoot
try {
    if (-not (Get-Command dotnet -ErrorAction SilentlyContinue)) { throw 'The .NET 10 SDK is missing.' }
    switch ($Target) {
        'Build' {
            Invoke-Step 'Build the solution' { dotnet build Provisioning.sln -v quiet --nologo }
            if ($IsLinux) { Invoke-Step 'Build the programs' { bash -c 'source .ci/lib.sh && need_packages "${PACKAGES_BUILD[@]}" && build_programs' } }
        }
        'Test' {
            if (-not $IsLinux) { throw 'The tests need Linux: they run QEMU machines and unix sockets.' }
            Invoke-Step 'Test' { bash tests/run.sh }
        }
        'Quickstart' {
            if (-not $IsLinux) { throw 'The quickstart needs Linux: it runs QEMU machines and unix sockets.' }
            Invoke-Step 'Quickstart' { bash examples/quickstart/run.sh }
        }
        'Pack' {
            if (-not $IsLinux) { throw 'Packing needs Linux: the programs are linked with its gcc.' }
            Invoke-Step 'Pack' { bash .ci/pack }
        }
        'InstallProvider' {
            if (-not $IsLinux) { throw 'The provider runs on Linux only.' }
            Invoke-Step 'Install the provider' { bash .ci/install-provider }
        }
    }
}
finally {
    Pop-Location
}
