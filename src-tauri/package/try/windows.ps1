# Installs for this user, without a question, uses the command and the window, and uninstalls: windows.ps1 FOLDER VERSION
param([string] $folder, [string] $version)
$ErrorActionPreference = "Stop"

$setup = Join-Path $folder "poster-companion_${version}_windows_x64-setup.exe"
Start-Process $setup -ArgumentList "/S", "/CurrentUser" -Wait
$key = "HKCU:\Software\Microsoft\Windows\CurrentVersion\Uninstall\Poster Companion"
$entry = Get-ItemProperty $key
if ($entry.DisplayVersion -ne $version) { throw "Windows lists version $($entry.DisplayVersion), not $version" }
$home_ = $entry.InstallLocation.Trim('"')
$poster = Join-Path $home_ "poster.exe"

# A fresh Windows has no Visual C++ runtime.
foreach ($program in "poster.exe", "poster-companion.exe") {
  $bytes = [Text.Encoding]::Latin1.GetString([IO.File]::ReadAllBytes((Join-Path $home_ $program)))
  if ($bytes -match "VCRUNTIME140") { throw "$program needs VCRUNTIME140.dll" }
}
$known = (Get-ItemProperty "HKCU:\Software\Microsoft\Windows\CurrentVersion\App Paths\poster.exe").'(default)'
if ($known -ne $poster) { throw "Windows looks for poster in $known" }

$said = & $poster --version
if ($said -ne "poster $version") { throw "the command is '$said'" }
$id = (& $poster list --json | Select-Object -First 1 | ConvertFrom-Json).id
$saved = Join-Path $env:RUNNER_TEMP "saved"
& $poster save $id --to $saved --json
if ($LASTEXITCODE -ne 0) { throw "nothing was saved" }
& $poster inspect (Get-ChildItem $saved | Select-Object -First 1).FullName
if ($LASTEXITCODE -ne 0) { throw "what was saved is not whole" }
$taken = New-Item -ItemType File (Join-Path $env:RUNNER_TEMP "taken")
$refused = & $poster save $id --to $taken --json
if ($LASTEXITCODE -ne 1 -or $refused -notmatch '"kind":') { throw "a refusal was not told: $refused" }

$window = Start-Process (Join-Path $home_ "poster-companion.exe") -PassThru
$title = ""
foreach ($second in 1..60) {
  Start-Sleep 1
  $window.Refresh()
  if ($window.HasExited) { throw "the window's program ended with $($window.ExitCode)" }
  $title = $window.MainWindowTitle
  if ($title -match "Poster Companion") { break }
}
if ($title -notmatch "Poster Companion") { throw "no window came; its title is '$title'" }
Stop-Process $window

# Told where the app is, the uninstaller does its work itself instead of from a copy that nobody can wait for.
Start-Process (Join-Path $home_ "uninstall.exe") -ArgumentList "/S", "_?=$home_" -Wait
if (Test-Path $poster) { throw "poster.exe is still there" }
if (Test-Path $key) { throw "Windows still lists the app" }
if (-not (Get-ChildItem $saved)) { throw "the saved poster went with the app" }
exit 0
