; A plain installer, to try the Windows programs where Tauri's own installer cannot be made: `cargo xtask package windows`.
; It is not published. 64 bits, since wine on Debian runs nothing else.
Target amd64-unicode
Unicode true
!include LogicLib.nsh
!include FileFunc.nsh
!include "${HOOKS}"
SetCompressor /SOLID lzma
ManifestDPIAware true
RequestExecutionLevel user

Name "海报助手 Poster Companion"
OutFile "${OUT}"
Icon "${ICON}"
UninstallIcon "${ICON}"
InstallDir "$LOCALAPPDATA\Programs\Poster Companion"
VIProductVersion "${VERSION}.0"
VIAddVersionKey ProductName "Poster Companion"
VIAddVersionKey FileDescription "Poster Companion, trial installer"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey LegalCopyright "Copyright (c) 2026 Poster Companion contributors"

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\PosterCompanionTrial"
!define LINKS "Software\Classes\poster-companion"

Page directory
Page instfiles
UninstPage uninstConfirm
UninstPage instfiles

; What Tauri's script knows by these names: the hooks ask for them. /DATA stands for its tick box "delete app data".
Var DeleteAppDataCheckboxState
Var UpdateMode

Function un.onInit
  StrCpy $UpdateMode 0
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/DATA" $R1
  ${IfNot} ${Errors}
    StrCpy $DeleteAppDataCheckboxState 1
  ${EndIf}
FunctionEnd

Section
  SetOutPath "$INSTDIR"
  File /r "${INSIDE}/*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\Poster Companion.lnk" "$INSTDIR\poster-companion.exe"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "海报助手 Poster Companion"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${LINKS}" "" "URL:Poster Companion"
  WriteRegStr HKCU "${LINKS}" "URL Protocol" ""
  WriteRegStr HKCU "${LINKS}\shell\open\command" "" '"$INSTDIR\poster-companion.exe" "%1"'
  !insertmacro NSIS_HOOK_POSTINSTALL
SectionEnd

Section Uninstall
  ; What was installed and nothing else: the folder may hold the user's own.
  Delete "$INSTDIR\poster-companion.exe"
  Delete "$INSTDIR\poster.exe"
  Delete "$INSTDIR\WebView2Loader.dll"
  Delete "$INSTDIR\licences.txt"
  RMDir /r "$INSTDIR\miniprogram"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Poster Companion.lnk"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "${LINKS}"
  !insertmacro NSIS_HOOK_POSTUNINSTALL
SectionEnd
